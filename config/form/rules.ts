/* eslint-disable max-lines -- It is generated. */
// Written by `npm run docs` from the schema and docs/generate/keys/.

/**
 * What counts as a problem, how long before an alert is sent, how long until it resolves, and its severity. `off`
 * disables a rule. See `docs/recommended-values.md` for advice.
 */
export interface RulesConfiguration {
  /** The workspace refuses the credentials, or their user lacks the permission `view-statistics`. */
  readonly unauthorized?: {
    /**
     * How long the problem must last before an alert is sent. Longer: later alerts, none for short problems.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** The workspace does not answer, or with an error. */
  readonly unreachable?: {
    /**
     * How long the problem must last before an alert is sent. Longer: later alerts, none for short problems.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** An instance is no longer listed, and nothing took its place. */
  readonly disappeared?: {
    /**
     * How long the loss must last before an alert is sent. `auto`: 3 minutes at first; once three replacements have
     * been seen, 1.5 times the slowest of the last ten plus 30 s, between 1 and 5 minutes. Shorter: earlier alerts,
     * but restarts that take longer are alerts as well.
     * Allowed: auto, or a duration from 0s to 24h.
     * @default auto
     */
    readonly for?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** An instance is listed, but its heartbeat is stale. */
  readonly unresponsive?: {
    /**
     * The age from which a heartbeat is stale. Lower: earlier alerts, but a busy database looks like a hang.
     * Allowed: a duration from 20s to 1h.
     * @default 3.5 × `heartbeatEvery` (35 s)
     */
    readonly staleAfter?: string;
    /**
     * How long the loss must last before an alert is sent. `auto`: 3 minutes at first; once three replacements have
     * been seen, 1.5 times the slowest of the last ten plus 30 s, between 1 and 5 minutes. Shorter: earlier alerts,
     * but restarts that take longer are alerts as well.
     * Allowed: auto, or a duration from 0s to 24h.
     * @default auto
     */
    readonly for?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** Processes are replaced repeatedly, as in a crash loop. */
  readonly restarting?: {
    /**
     * Replacements that trigger the alert, beyond those of the other places. Lower: more sensitive.
     * Allowed: a whole number from 2 to 100.
     * @default 3
     */
    readonly times?: number;
    /**
     * Time window for `times`. Longer: finds slower crash loops.
     * Allowed: a duration from 1m to 24h.
     * @default 15m
     */
    readonly within?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** There are fewer healthy instances than `expectedInstances`. */
  readonly tooFewInstances?: {
    /**
     * How long the problem must last before an alert is sent. Longer: later alerts, none for short problems.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** An instance with a fresh heartbeat says that it is not ready (HTTP 503), or no longer answers. Needs `probe`. */
  readonly notReady?: {
    /**
     * How long the problem must last before an alert is sent. Longer: later alerts, none for short problems.
     * Allowed: a duration from 0s to 24h.
     * @default 2m
     */
    readonly for?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default critical
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** A process that has lost its message broker answered at three of the last ten checks. */
  readonly degraded?: {
    /**
     * How long the problem must last before an alert is sent. Longer: later alerts, none for short problems.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** The workspace lists more instances than can be remembered, so some are not monitored. */
  readonly tooManyInstances?: {
    /**
     * How long the problem must last before an alert is sent. Longer: later alerts, none for short problems.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** Instances run but are not connected to each other. */
  readonly disconnected?: {
    /**
     * How long the problem must last before an alert is sent. Longer: later alerts, none for short problems.
     * Allowed: a duration from 0s to 24h.
     * @default 1m
     */
    readonly for?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 5m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** The TLS certificate of the workspace expires soon. Repeated once a day. */
  readonly certificate?: {
    /**
     * A certificate that expires within this time is a warning. `0s`: never. Longer: earlier alerts. For certificates
     * of a few days, set less than their renewal leaves.
     * Allowed: a duration from 0s to 30d.
     * @default 21d
     */
    readonly warnBefore?: string;
    /**
     * A certificate that expires within this time is critical. `0s`: never. Longer: earlier alerts. For certificates
     * of a few days, set less than their renewal leaves.
     * Allowed: a duration from 0s to 30d.
     * @default 7d
     */
    readonly criticalBefore?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 15m
     */
    readonly resolveAfter?: string;
  } | 'off';
  /** The workspace answers slowly: the 95th percentile of its last ten response times exceeds a limit. */
  readonly slow?: {
    /**
     * The response time that triggers the alert, in milliseconds, where the 95th percentile of the last ten answers
     * is longer. One slow answer alone does not count. The incident resolves at 80 % of it.
     * Allowed: a whole number from 1 to 24000.
     * @default the rule is off
     */
    readonly limitMs?: number;
    /**
     * How long the problem must last before an alert is sent. Longer: later alerts, none for short problems.
     * Allowed: a duration from 0s to 24h.
     * @default 5m
     */
    readonly for?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 5m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** An instance uses too much memory now, or grows so that it soon will, by its own metrics. Needs `probe`. */
  readonly memory?: {
    /**
     * The resident memory at which a process is killed: the limit of its container. Without it, a container may be
     * killed before an alert is sent.
     * Allowed: a whole number from 1 to 1048576.
     * @default the memory of the host at the start of the process
     */
    readonly limitMiB?: number;
    /**
     * Resident memory that triggers the alert, in MiB; at most `limitMiB`.
     * Allowed: a whole number from 1 to 1048576.
     * @default only `residentPercent` applies
     */
    readonly residentMiB?: number;
    /**
     * Resident memory that triggers the alert, in percent of the limit. Lower: earlier alerts, more at peaks. 0
     * switches this off.
     * Allowed: a number from 0 (which switches the rule off) to 100.
     * @default 90
     */
    readonly residentPercent?: number;
    /**
     * The limit of the heap: `--max-old-space-size`. A process does not report it.
     * Allowed: a whole number from 1 to 1048576.
     * @default the heap is not checked
     */
    readonly heapLimitMiB?: number;
    /**
     * Used heap that triggers the alert, in percent of `heapLimitMiB`. 0 switches this off.
     * Allowed: a number from 0 (which switches the rule off) to 100.
     * @default 90
     */
    readonly heapPercent?: number;
    /**
     * Growth that reaches the limit within this time triggers the alert as well; `0s` for no forecast. Needs checks
     * at least every 24th part of this time, and four times this time of data for a process. Longer: earlier
     * forecasts, later first forecast.
     * Allowed: a duration from 0s to 24h.
     * @default 6h
     */
    readonly within?: string;
    /**
     * How long the problem must last before an alert is sent. Longer: later alerts, none for short problems.
     * Allowed: a duration from 0s to 24h.
     * @default 5m
     */
    readonly for?: string;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /** An instance started with little free memory on its host. */
  readonly lowMemory?: {
    /**
     * Less free memory than this percentage of the total triggers the alert. Lower: fewer alerts. 0 switches the rule
     * off.
     * Allowed: a number from 0 (which switches the rule off) to 100.
     * @default 10
     */
    readonly freePercent?: number;
    /**
     * How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to
     * 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.
     * Allowed: a duration from 0s to 4h.
     * @default 2m
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /**
   * Instances run different versions of Node, or of Rocket.Chat where they are probed. One notice for each mixture,
   * without reminder or resolution.
   */
  readonly version?: {
    /**
     * How long the problem must last before an alert is sent. Longer: later alerts, none for short problems.
     * Allowed: a duration from 0s to 24h.
     * @default 1h
     */
    readonly for?: string;
    /**
     * How long all instances must run the same version before the same mixture sends another notice.
     * Allowed: a duration from 0s to 30d.
     * @default 1d
     */
    readonly resolveAfter?: string;
    /**
     * The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.
     * @default warning
     */
    readonly severity?: 'warning' | 'critical';
  } | 'off';
  /**
   * An instance that goes and one that comes within this time of each other count as a replacement, which sends no
   * alert. Longer: slow deployments stay quiet, but an unrelated new instance can excuse a loss.
   * Allowed: a duration from 0s to 24h.
   * @default 5m
   */
  readonly replacementWindow?: string;
  /**
   * A lost instance without a replacement is treated as removed on purpose after this time, and its incident closes.
   * Must be longer than `disappeared.for` and `unresponsive.for`. Longer: reminders go on for longer.
   * Allowed: a duration from 1m to 365d.
   * @default 1d
   */
  readonly forgetAfter?: string;
}
