import { freeMemoryPercent } from '../cluster/instance-facts.ts';
import { earlier, later, millisecondsOf } from '../base/time.ts';
import { type Lane, type LaneMemory, type LaneProcess, type LaneState, laneStates } from './model.ts';
import { fewStretches } from './few-stretches.ts';
import { clipped, inSeconds, momentOf, type Stretch, sumOf, toRun } from './stretches.ts';
import { successionsOf, type Tenure } from './succession.ts';
import { beginOf, endOf, type Track } from './tracks.ts';

/** A restart loop has a thousand processes a day; a person reads of the last ones. */
const maxProcesses = 100;
/** More than anybody looks through. */
const maxLanes = 1_000;
/** The runs of all lanes, as far as each lane has some 400: as many as a wide screen can show apart. */
const maxRuns = { inAll: 12_000, min: 400, max: 800 };

interface Around {
  readonly from: number;
  readonly to: number;
  /** When the workspace could not be seen, or was not checked, in order. */
  readonly unseen: ReadonlyArray<Stretch<'unseen'>>;
  /** Until when the last answer held. */
  readonly lastSeenUntil: number;
  readonly memoryOf: (processId: string) => LaneMemory | null;
}

/** The lanes that the processes make, those in trouble and the longest first where there are too many. */
export function lanesOf(
  tracks: readonly Track[],
  around: Around,
): { readonly lanes: readonly Lane[]; readonly omitted: number } {
  const drafts = successionsOf(tracks).map((tenures) => draftOf(tenures, around));
  const worstFirst = drafts
    .filter(({ stretches }) => stretches.length > 0)
    .sort((a, b) => b.troubleMilliseconds - a.troubleMilliseconds || b.milliseconds - a.milliseconds);
  const kept = worstFirst.slice(0, maxLanes);
  const runs = Math.min(maxRuns.max, Math.max(maxRuns.min, Math.floor(maxRuns.inAll / Math.max(1, kept.length))));
  return { lanes: kept.map((draft) => laneOf(draft, around, runs)), omitted: worstFirst.length - kept.length };
}

interface Draft {
  readonly tenures: readonly Tenure[];
  readonly stretches: ReadonlyArray<Stretch<LaneState>>;
  readonly milliseconds: number;
  readonly troubleMilliseconds: number;
}

function draftOf(tenures: readonly Tenure[], { from, to, lastSeenUntil }: Around): Draft {
  const stretches = tenures.flatMap((tenure) =>
    clipped<LaneState>(tenure.track.stretches, Math.max(from, tenure.from), Math.min(to, tenure.to)),
  );
  const sums = sumOf(stretches);
  const troubleMilliseconds =
    (sums.disconnected ?? 0) + (sums.unresponsive ?? 0) + (sums.missing ?? 0) + (sums.unknown ?? 0);
  const last = stretches.at(-1);
  const isThere = last !== undefined && last.to >= Math.min(lastSeenUntil, to);
  const end = isThere ? to : (last?.to ?? from);
  return { tenures, stretches, milliseconds: end - (stretches[0]?.from ?? end), troubleMilliseconds };
}

function laneOf(
  { tenures, stretches, milliseconds }: Draft,
  { from, to, unseen, memoryOf }: Around,
  max: number,
): Lane {
  const begin = stretches[0]?.from ?? from;
  const gaps = clipped<LaneState>(unseen, begin, begin + milliseconds);
  const all = inOrder(stretches, gaps);
  const present = tenures.filter(({ track }) => endOf(track) > from && beginOf(track) < to);
  return {
    name: nameOf(tenures, stretches),
    processes: present.slice(-maxProcesses).map((tenure) => processOf(tenure, from, to)),
    omittedProcesses: Math.max(0, present.length - maxProcesses),
    runs: fewStretches(all, { states: laneStates, wholeMilliseconds: to - from, max }).map(toRun),
    seconds: inSeconds(sumOf(all)),
    resident: tenures.flatMap((tenure) => peaksOf(tenure, from, to)),
    memory: memoryOf(tenures.at(-1)?.track.id ?? ''),
  };
}

/** A lane is called after the place that it had for most of the time. */
function nameOf(tenures: readonly Tenure[], stretches: ReadonlyArray<Stretch<LaneState>>): string {
  const [first] = tenures;
  if (first !== undefined && tenures.every(({ track }) => track.name === first.track.name)) return first.track.name;
  const held = new Map<string, number>();
  for (const { track, from, to } of tenures) {
    const milliseconds = clipped(stretches, from, to).reduce((sum, one) => sum + one.to - one.from, 0);
    const before = held.get(track.name) ?? 0;
    // Moved to the end, so that of two the later one wins.
    held.delete(track.name);
    held.set(track.name, before + milliseconds);
  }
  const most = Math.max(...held.values());
  return [...held].findLast(([, milliseconds]) => milliseconds === most)?.[0] ?? '';
}

const peaksOf = ({ track, from, to }: Tenure, since: number, until: number): Lane['resident'] =>
  track.peaks
    .filter(([begin, end]) => end > Math.max(from, since) && begin < Math.min(to, until))
    .map(([begin, end, value]) => ({ from: momentOf(begin), to: momentOf(end), value }));

function processOf({ track, isFirst, from }: Tenure, since: number, until: number): LaneProcess {
  const last = clipped(track.stretches, -Infinity, until).at(-1);
  const { id, name, startedAt, firstSeenAt, lastSeenAt, totalMemoryBytes, freeMemoryBytes, nodeVersion } = track;
  return {
    id,
    name,
    startedAt,
    firstSeenAt: later(firstSeenAt, momentOf(since)),
    tookOverAt: isFirst ? null : momentOf(Math.max(from, millisecondsOf(firstSeenAt))),
    lastSeenAt: earlier(lastSeenAt, momentOf(until)),
    status: last?.mixed === null ? last.state : track.status,
    totalMemoryBytes,
    freeMemoryBytes,
    freeMemoryPercent: freeMemoryPercent(track),
    nodeVersion,
  };
}

/** Two lists of stretches, each in order and none overlapping another, as one. */
function inOrder<State extends string>(
  a: ReadonlyArray<Stretch<State>>,
  b: ReadonlyArray<Stretch<State>>,
): ReadonlyArray<Stretch<State>> {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  return [...a, ...b].sort((one, other) => one.from - other.from);
}
