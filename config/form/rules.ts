/* eslint-disable max-lines -- It is generated. */
// Written by `npm run docs` from the schema and docs/generate/keys/.

/**
 * What counts as a problem, how long it must last before an alert is sent, how long all must be well before it is
 * over, and how bad it is; `off` for a rule that is not to be judged.
 */
export interface RulesConfiguration {
  /** The workspace refuses the credentials, or their user lacks the permission `view-statistics`. */
  readonly unauthorized?: {
    /**
     * How long that must last before an alert is sent.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** The workspace does not answer, or not as it should. */
  readonly unreachable?: {
    /**
     * How long that must last before an alert is sent.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** An instance is no longer listed, and nothing took its place. */
  readonly disappeared?: {
    /**
     * How long that must last before an alert is sent. `auto`: 3 minutes at first; once three replacements have been
     * seen, 1.5 times the slowest of the last ten and 30 s, between 1 and 5 minutes.
     * Allowed: auto, or a duration from 0s to 24h.
     * @default auto
     */
    readonly for?: string;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** An instance is listed, but its heartbeat is stale. */
  readonly unresponsive?: {
    /**
     * How old the heartbeat of an unresponsive instance is.
     * Allowed: a duration from 20s to 1h.
     * @default 3.5 times `heartbeatEvery`, which is 35 s
     */
    readonly staleAfter?: string;
    /**
     * How long that must last before an alert is sent. `auto`: 3 minutes at first; once three replacements have been
     * seen, 1.5 times the slowest of the last ten and 30 s, between 1 and 5 minutes.
     * Allowed: auto, or a duration from 0s to 24h.
     * @default auto
     */
    readonly for?: string;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** Processes are replaced again and again. */
  readonly restarting?: {
    /**
     * Replacements that trigger the alert: so many more than the other places had.
     * Allowed: a whole number from 2 to 100.
     * @default 3
     */
    readonly times?: number;
    /**
     * Time window for `times`.
     * Allowed: a duration from 1m to 24h.
     * @default 15m
     */
    readonly within?: string;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** There are fewer healthy instances than `expectedInstances`. */
  readonly tooFewInstances?: {
    /**
     * How long that must last before an alert is sent.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /**
   * An instance with a fresh heartbeat says that it is not ready (HTTP 503), or no longer answers. Only of workspaces
   * with `probe`.
   */
  readonly notReady?: {
    /**
     * How long that must last before an alert is sent.
     * Allowed: a duration from 0s to 24h.
     * @default 2m
     */
    readonly for?: string;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** A process that has lost its message broker answered at three of the last ten checks. */
  readonly degraded?: {
    /**
     * How long that must last before an alert is sent.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** The workspace lists more instances than can be remembered, so some are not watched. */
  readonly tooManyInstances?: {
    /**
     * How long that must last before an alert is sent.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** Instances run but are not connected to each other. */
  readonly disconnected?: {
    /**
     * How long that must last before an alert is sent.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 5m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /**
   * An instance uses too much memory now, or grows so that it soon will, as it tells itself. Only of workspaces with
   * `probe`.
   */
  readonly memory?: {
    /**
     * The resident memory at which a process is killed: the limit of its container.
     * Allowed: a whole number from 1 to 1048576.
     * @default the memory of the host, as the process told it at its start
     */
    readonly limitMiB?: number;
    /**
     * Resident memory from which on it is too much; at most `limitMiB`.
     * Allowed: a whole number from 1 to 1048576.
     * @default only the share counts
     */
    readonly residentMiB?: number;
    /**
     * Resident memory of this share of the limit is too much; 0 switches this off.
     * Allowed: a number from 0 (which switches the rule off) to 100.
     * @default 90
     */
    readonly residentPercent?: number;
    /**
     * What the heap may grow to: `--max-old-space-size`. No process tells it.
     * Allowed: a whole number from 1 to 1048576.
     * @default the heap is not judged
     */
    readonly heapLimitMiB?: number;
    /**
     * A used heap of this share of its limit is too much; 0 switches this off.
     * Allowed: a number from 0 (which switches the rule off) to 100.
     * @default 90
     */
    readonly heapPercent?: number;
    /**
     * It is too much, too, when it grows so that the limit is reached within this time; `0s` for no forecast. It
     * needs checks at least every 24th part of this, and to have watched a process for four times as long.
     * Allowed: a duration from 0s to 24h.
     * @default 6h
     */
    readonly within?: string;
    /**
     * How long that must last before an alert is sent.
     * Allowed: a duration from 0s to 24h.
     * @default 5m
     */
    readonly for?: string;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** An instance started with little free memory on its host. */
  readonly lowMemory?: {
    /**
     * Less free memory than this share of the total is little; 0 switches the rule off.
     * Allowed: a number from 0 (which switches the rule off) to 100.
     * @default 10
     */
    readonly freePercent?: number;
    /**
     * How long all must be well before it is over. It doubles with each return, up to 4 hours, until a day was calm.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * How bad it is.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /**
   * An instance that goes and one that comes within this time of each other are one replacing the other.
   * Allowed: a duration from 0s to 24h.
   * @default 5m
   */
  readonly replacementWindow?: string;
  /**
   * An instance that nothing replaced is taken as removed on purpose after this time, which must be longer than
   * `disappeared.for` and `unresponsive.for`.
   * Allowed: a duration from 1m to 365d.
   * @default 1d
   */
  readonly forgetAfter?: string;
}
