import * as v from 'valibot';

/*
 * The lines of `--json` as other tools read them, to the letter: one key too few, or one of another type, fails the
 * test that reads it; so does one too many, but for alerts, whose object says more with each version of its schema.
 * Nothing here is taken from the code that writes them.
 */

const timestamp = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const kind = v.picklist([
  'disappeared',
  'unresponsive',
  'disconnected',
  'memory',
  'not-ready',
  'low-memory',
  'too-few-instances',
  'restarting',
  'unreachable',
  'unauthorized',
  'degraded',
]);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.nonEmpty());

const checkLine = v.strictObject({
  type: v.literal('check'),
  workspace: text,
  takenAt: timestamp,
  outcome: v.picklist([
    'ok',
    'unauthorized',
    'forbidden',
    'blocked',
    'rate-limited',
    'degraded',
    'server-error',
    'bad-response',
    'too-large',
    'timeout',
    'network',
  ]),
  observer: v.nullable(text),
  instances: v.array(
    v.strictObject({
      id: text,
      status: v.picklist(['healthy', 'disconnected', 'unknown', 'unresponsive', 'missing', 'replaced']),
      address: v.nullable(text),
      host: v.nullable(text),
      port: v.nullable(text),
      pid: v.nullable(count),
      connected: v.nullable(v.boolean()),
      heartbeatAgeSeconds: v.nullable(count),
      freeMemoryPercent: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
      startedAt: v.nullable(timestamp),
      // There where instances are asked themselves.
      residentMiB: v.optional(v.nullable(count)),
      heapUsedMiB: v.optional(v.nullable(count)),
      ready: v.optional(v.nullable(v.boolean())),
    }),
  ),
  incidents: v.array(
    v.strictObject({ kind, subjects: v.array(text), state: v.picklist(['pending', 'open']), since: timestamp }),
  ),
});

const alertLine = v.looseObject({
  type: v.literal('alert'),
  id: text,
  workspace: text,
  takenAt: timestamp,
  severity: v.picklist(['warning', 'critical']),
  changes: v.pipe(
    v.array(
      v.looseObject({
        change: v.picklist(['opened', 'reminder', 'resolved']),
        kind,
        subjects: v.array(text),
        reason: v.nullable(text),
        summary: v.pipe(text, v.regex(/^[^\n]*$/)),
      }),
    ),
    v.nonEmpty(),
  ),
});

const line = v.variant('type', [checkLine, alertLine]);

type CheckLine = v.InferOutput<typeof checkLine>;
type AlertLine = v.InferOutput<typeof alertLine>;
type Line = CheckLine | AlertLine;

/** Every line that was printed; throws where one is not as promised. */
export const linesOf = (stdout: string): readonly Line[] => {
  if (stdout !== '' && !stdout.endsWith('\n')) throw new Error(`the last line is not complete: ${stdout}`);
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((json) => v.parse(line, JSON.parse(json)));
};

/** The only line that was printed, which is a check. */
export const onlyCheckOf = (stdout: string): CheckLine => {
  const [first, ...others] = linesOf(stdout);
  if (first?.type !== 'check' || others.length > 0) throw new Error(`not one check: ${stdout}`);
  return first;
};

/** A line in short: a check's outcome and incidents, an alert's changes. */
export const briefly = (line: Line): string =>
  line.type === 'check'
    ? `check ${line.outcome}: ${line.incidents.map(({ kind, state }) => `${kind} ${state}`).join()}`
    : `alert: ${line.changes.map(({ change, kind, reason }) => `${change} ${kind} ${reason ?? '-'}`).join()}`;

export const checksOf = (lines: readonly Line[]): readonly CheckLine[] => lines.filter((line) => line.type === 'check');
export const alertsOf = (lines: readonly Line[]): readonly AlertLine[] => lines.filter((line) => line.type === 'alert');
