import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import * as v from 'valibot';
import { fieldsOf } from '../../core/base/json.ts';
import { list, numberOrNull, text, textOrNull, time, timeOrNull } from '../../core/base/stored-values.ts';
import { statuses } from '../../core/cluster/known-instance.ts';
import { failureKinds } from '../../core/observation/failure.ts';
import { severities } from '../../core/settings/values.ts';
import { incidentIdSchema } from '../../core/incidents/incident.ts';
import { type AlertMark, type IncidentSpan, laneStates } from '../../core/timeline/model.ts';
import { dayMilliseconds, hourMilliseconds, type Rollup } from '../../core/timeline/rollup.ts';
import { sumOf } from '../../core/timeline/stretches.ts';
import { endOf, type Track } from '../../core/timeline/tracks.ts';
import { courseStates } from '../../core/timeline/workspace-course.ts';
import { withoutEmpty } from './columns.ts';
import { storedAcknowledgement, storedSilence } from './stored.ts';

/** A rollup of another version is made again. */
const version = 1;
/** Under the limit of DynamoDB for an item, with room to spare for its other attributes. */
const maxBytes = 380 * 1024;
/** More are not even tried: a day of the largest workspaces has some more than it has instances. */
const maxTracks = 8_000;
const quality = 5;

/** The hours of a day, one bit each: the attribute by which a reader sees what is there. */
export const hoursMask = ({ day, hours }: Pick<Rollup, 'day' | 'hours'>): number =>
  hours.reduce((mask, hour) => mask | (1 << ((hour - day) / hourMilliseconds)), 0);

const hoursIn = (mask: number, day: number): number[] =>
  Array.from({ length: 24 }, (_, index) => index)
    .filter((index) => (mask & (1 << index)) !== 0)
    .map((index) => day + index * hourMilliseconds);

interface RollupAttributes {
  readonly version: number;
  readonly hours: number;
  /** In all, and of them those that could not see: for people who look. */
  readonly checks: number;
  readonly failedChecks: number;
  readonly rollup: Uint8Array;
}

/** A rollup as an item holds it; of one that does not fit, without the instances that had the least trouble. */
export function toRollupItem(rollup: Rollup): RollupAttributes {
  const bytes =
    rollup.tracks.length > maxTracks
      ? null
      : brotliCompressSync(JSON.stringify(written(rollup)), { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  if (bytes === null || bytes.length > maxBytes) {
    const fewer = shrunk(rollup);
    if (fewer !== null) return toRollupItem(fewer);
  }
  const { checks, failed } = rollup;
  return {
    version,
    hours: hoursMask(rollup),
    checks: checks.length,
    failedChecks: failed.length,
    rollup: bytes ?? new Uint8Array(),
  };
}

function shrunk(rollup: Rollup): Rollup | null {
  const { tracks, alerts, incidents, silences } = rollup;
  if (tracks.length > 0) {
    const kept = [...tracks].sort((a, b) => importance(b) - importance(a)).slice(0, Math.floor(tracks.length / 2));
    return { ...rollup, tracks: kept, omittedTracks: rollup.omittedTracks + tracks.length - kept.length };
  }
  if (alerts.length + incidents.length + silences.length === 0) return null;
  return {
    ...rollup,
    alerts: [],
    omittedAlerts: rollup.omittedAlerts + alerts.length,
    incidents: [],
    omittedIncidents: rollup.omittedIncidents + incidents.length,
    silences: [],
  };
}

/** Trouble counts more than any time without. */
function importance(track: Track): number {
  const { healthy = 0, replaced = 0, ...trouble } = sumOf(track.stretches);
  const milliseconds = Object.values(trouble).reduce((sum, one) => sum + one, 0);
  return milliseconds * dayMilliseconds + healthy + replaced + endOf(track) / dayMilliseconds;
}

/** Times are milliseconds from the beginning of the day. */
const written = (rollup: Rollup): unknown => {
  const { day } = rollup;
  const stretch = (one: { state: string; from: number; to: number; mixed: unknown }) => [
    one.state,
    one.from - day,
    one.to - day,
    one.mixed,
  ];
  return {
    checks: toSteps(rollup.checks, day),
    failed: rollup.failed.map(([at, kind]) => [at - day, kind]),
    stretches: rollup.stretches.map(stretch),
    cells: rollup.cells.map(([at, cell]) => [at - day, cell]),
    tracks: rollup.tracks.map(({ stretches, peaks, ...facts }) => ({
      ...fieldsOf(withoutEmpty(facts)),
      stretches: stretches.map(stretch),
      ...(peaks.length > 0 && { peaks: peaks.map(([from, to, bytes]) => [from - day, to - day, bytes]) }),
    })),
    omittedTracks: rollup.omittedTracks,
    incidents: rollup.incidents,
    omittedIncidents: rollup.omittedIncidents,
    alerts: rollup.alerts,
    omittedAlerts: rollup.omittedAlerts,
    silences: rollup.silences,
  };
};

type Step = readonly [at: number, every: number, times: number];

/** Times in few numbers, as checks are mostly made at equal intervals. */
function toSteps(times: readonly number[], day: number): readonly Step[] {
  const steps: Array<[number, number, number]> = [];
  for (const time of times) {
    const at = time - day;
    const last = steps.at(-1);
    const end = last === undefined ? 0 : last[0] + last[1] * (last[2] - 1);
    if (last?.[2] === 1) {
      last[1] = at - last[0];
      last[2] = 2;
    } else if (last !== undefined && end + last[1] === at) last[2] += 1;
    else steps.push([at, 0, 1]);
  }
  return steps;
}

function fromSteps(steps: readonly Step[], day: number): number[] {
  const times: number[] = [];
  for (const [at, every, count] of steps)
    for (let index = 0; index < count; index += 1) times.push(day + at + every * index);
  return times;
}

type Amounts = Readonly<Record<string, number>>;
type StoredStretch<State extends string> = readonly [State, from: number, to: number, mixed: Amounts | null];

/**
 * Stretches are most of a rollup, and a year has some hundred thousand of them: checked here by hand, they take a tenth
 * of what a schema takes.
 */
const stretchesOf = <State extends string>(states: readonly State[]) => {
  const known: ReadonlySet<unknown> = new Set(states);
  return v.custom<ReadonlyArray<StoredStretch<State>>>(
    (value) => Array.isArray(value) && value.every((one: unknown) => isStretch(one, known)),
  );
};

const isStretch = (value: unknown, states: ReadonlySet<unknown>): boolean =>
  Array.isArray(value) &&
  states.has(value[0]) &&
  typeof value[1] === 'number' &&
  typeof value[2] === 'number' &&
  (value[3] === null || isAmounts(value[3]));

const isAmounts = (value: unknown): value is Amounts =>
  typeof value === 'object' && value !== null && Object.values(value).every((amount) => typeof amount === 'number');
const amounts = v.custom<Amounts>(isAmounts);

const storedTrack = v.object({
  id: text,
  name: text,
  place: textOrNull,
  startedAt: timeOrNull,
  firstSeenAt: time,
  lastSeenAt: time,
  status: v.picklist(statuses),
  totalMemoryBytes: numberOrNull,
  freeMemoryBytes: numberOrNull,
  nodeVersion: textOrNull,
  replaces: textOrNull,
  replacedBy: textOrNull,
  stretches: stretchesOf(statuses),
  peaks: list(v.tuple([v.number(), v.number(), v.number()])),
});

const storedIncident = v.object({
  id: incidentIdSchema,
  kind: text,
  severity: v.picklist(severities),
  subjects: list(text),
  summary: text,
  since: time,
  openedAt: time,
  endedAt: timeOrNull,
  resolvedAt: timeOrNull,
  reason: textOrNull,
  acknowledged: v.exactOptional(storedAcknowledgement),
}) satisfies v.GenericSchema<unknown, IncidentSpan>;

const storedMark = v.object({
  id: text,
  takenAt: time,
  severity: v.picklist(severities),
  title: text,
  isOver: v.boolean(),
  summaries: list(text),
  omittedSummaries: v.number(),
  incidents: list(incidentIdSchema),
  deliveredAt: timeOrNull,
}) satisfies v.GenericSchema<unknown, AlertMark>;

const storedCell = v.object({
  latencies: amounts,
  maxMilliseconds: numberOrNull,
  minHealthy: numberOrNull,
  maxListed: numberOrNull,
  states: amounts,
});

const storedRollup = v.object({
  checks: v.array(v.tuple([v.number(), v.number(), v.number()])),
  failed: v.array(v.tuple([v.number(), v.picklist(failureKinds)])),
  stretches: stretchesOf(courseStates),
  cells: v.array(v.tuple([v.number(), storedCell])),
  tracks: v.array(storedTrack),
  omittedTracks: v.number(),
  incidents: v.array(storedIncident),
  omittedIncidents: v.number(),
  alerts: v.array(storedMark),
  omittedAlerts: v.number(),
  silences: v.array(storedSilence),
});

const storedItem = v.object({
  version: v.literal(version),
  hours: v.number(),
  rollup: v.instance(Uint8Array),
});

/** A rollup as it was kept; null where another version wrote it, or something else. */
export function fromRollupItem(item: unknown, day: number): Rollup | null {
  const attributes = v.safeParse(storedItem, item);
  if (!attributes.success) return null;
  try {
    const json: unknown = JSON.parse(brotliDecompressSync(attributes.output.rollup).toString());
    const stored = v.safeParse(storedRollup, json);
    return stored.success ? readBack(stored.output, attributes.output.hours, day) : null;
  } catch {
    return null;
  }
}

function readBack(stored: v.InferOutput<typeof storedRollup>, hours: number, day: number): Rollup {
  return {
    ...stored,
    day,
    hours: hoursIn(hours, day),
    checks: fromSteps(stored.checks, day),
    failed: stored.failed.map(([at, kind]) => [day + at, kind]),
    stretches: stored.stretches.map(([state, from, to, mixed]) => ({
      state,
      from: day + from,
      to: day + to,
      mixed: mixed && among(mixed, courseStates),
    })),
    cells: stored.cells.map(([at, { states, ...cell }]) => [day + at, { ...cell, states: among(states, laneStates) }]),
    tracks: stored.tracks.map((track) => ({
      ...track,
      stretches: track.stretches.map(([state, from, to, mixed]) => ({
        state,
        from: day + from,
        to: day + to,
        mixed: mixed && among(mixed, statuses),
      })),
      peaks: track.peaks.map(([from, to, bytes]) => [day + from, day + to, bytes]),
    })),
  };
}

/** The amounts of the states there are. */
const among = <State extends string>(
  stored: Readonly<Record<string, number>>,
  states: readonly State[],
): Partial<Record<State, number>> => {
  const known: Partial<Record<State, number>> = {};
  for (const state of states) {
    const { [state]: amount } = stored;
    if (amount !== undefined) known[state] = amount;
  }
  return known;
};
