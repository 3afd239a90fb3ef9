/** What each instance is asked for, and where; null: not asked for. */
export interface ProbeSettings {
  /** Where metrics are read; null: nowhere. */
  readonly metrics: { readonly port: number; readonly path: string } | null;
  /** `port`: null for the one that the instance has registered. */
  readonly ready: { readonly port: number | null; readonly path: string } | null;
  /** Where each instance is asked, by its `host:port`, host or name; null: at the address it has registered. */
  readonly addresses: Readonly<Record<string, ProbeAddress>> | null;
}

/** A fixed address. `null` for a port: the one that `metrics` or `ready` has. */
export interface ProbeAddress {
  /** The host name or the address. */
  readonly host: string;
  /** The port of its metrics; null: that of all instances. */
  readonly metricsPort: number | null;
  /** The port of `/readyz`; null: that of all instances. */
  readonly readyPort: number | null;
}

export const defaultProbe = {
  metrics: { port: 9458, path: '/metrics' },
  ready: { port: null, path: '/readyz' },
  addresses: null,
} as const satisfies ProbeSettings;
