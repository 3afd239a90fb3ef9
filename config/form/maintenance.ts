// Written by `npm run docs` from the schema and docs/generate/keys/.

/**
 * Recurring windows in which new alerts are muted. Incidents that are open when a window ends are sent then. See
 * `docs/silences.md`.
 */
export type MaintenanceConfiguration = {
  /**
   * When a window starts: one or more days of the week, with commas, and a time. Use this or `cron`.
   * Allowed: a day of the week, or several with commas, and a time, such as sunday 03:00; or cron, with five fields.
   */
  readonly weekly: string;
  /**
   * The time zone of the start.
   * Allowed: a time zone such as Europe/Berlin or UTC.
   */
  readonly timeZone: string;
  /**
   * The duration. The window must end before the next one starts.
   * Allowed: a duration from 1m to 7d.
   */
  readonly for: string;
  /**
   * The kinds of alerts that are muted.
   * @default all kinds
   */
  readonly kinds?: ReadonlyArray<'unauthorized' | 'unreachable' | 'disappeared' | 'unresponsive' | 'restarting' | 'too-few-instances' | 'not-ready' | 'degraded' | 'too-many-instances' | 'disconnected' | 'certificate' | 'slow' | 'memory' | 'low-memory' | 'version'>;
  /**
   * The reason, for your colleagues.
   * Allowed: a text of 1 to 200 characters on one line.
   * @default maintenance
   */
  readonly reason?: string;
} | {
  /**
   * When a window starts, in cron syntax. Use this or `weekly`.
   * Allowed: five fields as cron has them, minute hour day month weekday, such as "0 3 * * SUN".
   */
  readonly cron: string;
  /**
   * The time zone of the start.
   * Allowed: a time zone such as Europe/Berlin or UTC.
   */
  readonly timeZone: string;
  /**
   * The duration. The window must end before the next one starts.
   * Allowed: a duration from 1m to 7d.
   */
  readonly for: string;
  /**
   * The kinds of alerts that are muted.
   * @default all kinds
   */
  readonly kinds?: ReadonlyArray<'unauthorized' | 'unreachable' | 'disappeared' | 'unresponsive' | 'restarting' | 'too-few-instances' | 'not-ready' | 'degraded' | 'too-many-instances' | 'disconnected' | 'certificate' | 'slow' | 'memory' | 'low-memory' | 'version'>;
  /**
   * The reason, for your colleagues.
   * Allowed: a text of 1 to 200 characters on one line.
   * @default maintenance
   */
  readonly reason?: string;
};
