// Written by `npm run docs` from the schema and docs/generate/keys/.
import type { MaintenanceConfiguration } from './maintenance.ts';
import type { RulesConfiguration } from './rules.ts';

/** The workspaces to monitor. Each is one Rocket.Chat deployment with one URL. */
export interface WorkspaceConfiguration {
  /**
   * Its name in alerts and in the history. A renamed workspace starts a new history.
   * Allowed: 1 to 48 letters, digits, dots, hyphens or underscores.
   */
  readonly name: string;
  /**
   * Its URL, with the sub-path if it has one.
   * Allowed: the URL of the workspace, such as https://chat.example.com.
   */
  readonly url: string;
  /**
   * Allows an `http://` URL. Anyone on the network path can then read the access token.
   * @default false
   */
  readonly allowInsecure?: boolean;
  /**
   * The certificate of your own authority (a PEM file, relative to this file, or its text), trusted in addition to
   * the public ones, for this workspace only.
   * Allowed: the name of a PEM file with the certificate of your own authority, or what it holds.
   * @default only public authorities are trusted
   */
  readonly ca?: string;
  /**
   * The name of the SSM parameter (a SecureString) that holds the user id and the access token. `credentials set`
   * stores them there.
   * Allowed: the name of an SSM parameter, such as /rocketchat-alerter/production, never a credential itself.
   * @default `/rocketchat-alerter/` and the name
   */
  readonly credentials?: string;
  /**
   * How often it is checked. Longer: cheaper, later alerts; `5m` costs a fifth.
   * Allowed: whole minutes from 1m to 12h.
   * @default 1m
   */
  readonly every?: string;
  /**
   * A dead man's switch outside AWS, called before and after each check (`docs/heartbeat.md`): the name of the SSM
   * parameter (a SecureString) with its URL, or the URL itself, which is then visible in the template.
   * Allowed: an https URL with a path, or the name of an SSM parameter that holds it, such as
   * /rocketchat-alerter/production-heartbeat.
   * @default none
   */
  readonly heartbeatUrl?: string;
  /**
   * How soon a check repeats while an incident is pending that can open before the next check. Has an effect only if
   * `every` is longer. `off` disables it: later alerts.
   * Allowed: off, or a duration from 30s to 14m.
   * @default 1m
   */
  readonly recheckEvery?: string;
  /**
   * How often the servers write their heartbeat. Set it if you changed `MULTIPLE_INSTANCES_PING_INTERVAL`: a value
   * that is too low causes false alerts. `disconnected.for` must be at least 3.5 times as long.
   * Allowed: a duration from 1s to 10m.
   * @default 10s
   */
  readonly heartbeatEvery?: string;
  /**
   * The expected number of healthy instances. With fewer, `too-few-instances` fires. Use `{ min: 2 }` if instances
   * scale up and down: a loss that leaves two healthy ones is then recorded and not sent.
   * @default not checked
   */
  readonly expectedInstances?: {
    /**
     * The minimum number of healthy instances.
     * Allowed: a whole number from 1 to 10000.
     */
    readonly min: number;
  } | number;
  /**
   * Whether its checks write CloudWatch metrics, at $1.20 a month.
   * @default `metrics` of the file
   */
  readonly metrics?: boolean;
  /**
   * Probes each instance for its memory and readiness at each check, for the rules `memory` and `notReady`. `{}` for
   * all defaults. The alerter must reach the instances: see `docs/probe.md`.
   * @default instances are not probed
   */
  readonly probe?: {
    /**
     * Where each instance exposes its Prometheus metrics; `false` to skip them.
     * @default at the port and path below
     */
    readonly metrics?: {
      /**
       * The port of the metrics. The Helm chart uses 9100.
       * Allowed: a whole number from 1 to 65535.
       * @default 9458
       */
      readonly port?: number;
      /**
       * The path of the metrics.
       * Allowed: a path such as /metrics, without a query.
       * @default /metrics
       */
      readonly path?: string;
    } | false;
    /**
     * Where each instance reports whether it is ready (Rocket.Chat 7.11 and later); `false` to skip it.
     * @default at the port and path below
     */
    readonly ready?: {
      /**
       * The port of the readiness endpoint.
       * Allowed: a whole number from 1 to 65535.
       * @default the port that each instance has registered
       */
      readonly port?: number;
      /**
       * The path of the readiness endpoint.
       * Allowed: a path such as /metrics, without a query.
       * @default /readyz
       */
      readonly path?: string;
    } | false;
    /**
     * The addresses of the instances: `list` for the registered ones, or a mapping of `host:port`, host or name to a
     * host, or to `{ host, metricsPort, readyPort }`.
     * @default list
     */
    readonly addresses?: Readonly<Record<string, {
      /** Allowed: a host name or an IP address, without a port. */
      readonly host: string;
      /** Allowed: a whole number from 1 to 65535. */
      readonly metricsPort?: number;
      /** Allowed: a whole number from 1 to 65535. */
      readonly readyPort?: number;
    } | string>> | 'list';
  };
  /**
   * The time zone of the recipients of its alerts, in addition to UTC.
   * Allowed: a time zone such as Europe/Berlin or UTC.
   * @default `timeZone` of the file
   */
  readonly timeZone?: string;
  /**
   * Rules for this workspace, with the keys of `rules`. They override the rules of the file key by key.
   * @default as for all workspaces
   */
  readonly rules?: RulesConfiguration;
  /**
   * Maintenance windows of this workspace, in addition to those under `maintenance`.
   * @default []
   */
  readonly maintenance?: readonly MaintenanceConfiguration[];
}
