// Written by `npm run docs` from the schema and docs/generate/keys/.

/**
 * Times that come again and again, in which what opens is held back; what still stands at their end is told then. See
 * `docs/silences.md`.
 */
export type MaintenanceConfiguration = {
  /**
   * When a window begins: a day of the week, or several with commas, and a time. This or `cron`.
   * Allowed: a day of the week, or several with commas, and a time, such as sunday 03:00; or cron, with five fields.
   */
  readonly weekly: string;
  /**
   * Whose clocks tell when it begins.
   * Allowed: a time zone such as Europe/Berlin or UTC.
   */
  readonly timeZone: string;
  /**
   * How long it lasts; less than until the next one begins.
   * Allowed: a duration from 1m to 7d.
   */
  readonly for: string;
  /**
   * The kinds of alerts that are held back.
   * @default all kinds
   */
  readonly kinds?: ReadonlyArray<'unauthorized' | 'unreachable' | 'disappeared' | 'unresponsive' | 'restarting' | 'too-few-instances' | 'not-ready' | 'degraded' | 'too-many-instances' | 'disconnected' | 'memory' | 'low-memory'>;
  /**
   * Why, for whoever asks later.
   * Allowed: a text of 1 to 200 characters on one line.
   * @default maintenance
   */
  readonly reason?: string;
} | {
  /**
   * When a window begins, as cron has it. This or `weekly`.
   * Allowed: five fields as cron has them, minute hour day month weekday, such as "0 3 * * SUN".
   */
  readonly cron: string;
  /**
   * Whose clocks tell when it begins.
   * Allowed: a time zone such as Europe/Berlin or UTC.
   */
  readonly timeZone: string;
  /**
   * How long it lasts; less than until the next one begins.
   * Allowed: a duration from 1m to 7d.
   */
  readonly for: string;
  /**
   * The kinds of alerts that are held back.
   * @default all kinds
   */
  readonly kinds?: ReadonlyArray<'unauthorized' | 'unreachable' | 'disappeared' | 'unresponsive' | 'restarting' | 'too-few-instances' | 'not-ready' | 'degraded' | 'too-many-instances' | 'disconnected' | 'memory' | 'low-memory'>;
  /**
   * Why, for whoever asks later.
   * Allowed: a text of 1 to 200 characters on one line.
   * @default maintenance
   */
  readonly reason?: string;
};
