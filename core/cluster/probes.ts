import type { ProbeMemory } from './probe-memory.ts';
import { isNoAnswer, type ProbeResult, type ProbeFailure } from '../observation/probe-result.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../base/time.ts';
import { extended, maxPieces, type Series } from '../memory/series.ts';
import type { KnownInstance } from './known-instance.ts';

/** Of what series of figures are kept. */
export interface MemoryWatch {
  /** How far a forecast looks ahead; 0: none is made. */
  readonly withinSeconds: number;
  /** null: the heap is not judged. */
  readonly heapLimitMiB: number | null;
}

const neverAsked: ProbeMemory = {
  processStartedAt: null,
  onceAnswered: false,
  onceReady: false,
  silentTimes: 0,
  askAgainAt: null,
  remarked: null,
  resident: null,
  heap: null,
};

/** A process reports its start to the second, by a clock that is set right now and then. */
const sameStartSeconds = 5;
/** One that has not answered so many times, and never did, is not asked at each check any more, but so often. */
const patientTimes = 3;
const askAgainSeconds = 3600;

/** What an instance answered at the last check, where it is the same process that answered; null where nothing is known. */
export function ownAnswer({
  listed,
  live,
  probed,
}: Pick<KnownInstance, 'listed' | 'live' | 'probed'>): ProbeResult | null {
  // What is no longer listed was not asked: its answer is of an earlier check.
  if (live === undefined || !listed) return null;
  const before = probed?.processStartedAt ?? null;
  const isAnother =
    before !== null && live.startedAt !== null && Math.abs(secondsBetween(before, live.startedAt)) > sameStartSeconds;
  return isAnother ? null : live;
}

/**
 * The instances with what their answers of this check add to what is known of them. What is no longer listed was not
 * asked.
 *
 * @param before the instances as known before this check, by id
 */
export const rememberProbes = (
  instances: readonly KnownInstance[],
  before: ReadonlyMap<string, KnownInstance>,
  memory: MemoryWatch,
  at: Timestamp,
): KnownInstance[] =>
  instances.map((instance) => {
    const { listed, live } = instance;
    // Where asking is switched off, all that was known is forgotten.
    if (!listed || live === undefined) return instance;
    const known = before.get(instance.id)?.probed ?? neverAsked;
    return { ...instance, probed: remember(live, known, memory, at) };
  });

function remember(live: ProbeResult, known: ProbeMemory, memory: MemoryWatch, at: Timestamp): ProbeMemory {
  const processStartedAt = known.processStartedAt ?? live.startedAt;
  const own = ownAnswer({ listed: true, live, probed: { ...known, processStartedAt } });
  const answered = hasAnswered(live);
  const silentTimes = answered ? 0 : known.silentTimes + (isNoAnswer(live.metricsTrouble ?? live.readyTrouble) ? 1 : 0);
  const onceAnswered = known.onceAnswered || answered;
  const givesUp = !onceAnswered && silentTimes >= patientTimes;
  const isPutOff = live.metricsTrouble === 'put-off' || live.readyTrouble === 'put-off';
  const pieceSeconds = (2 * memory.withinSeconds) / maxPieces;
  const continued = (series: Series | null, bytes: number | null): Series | null => {
    if (pieceSeconds === 0) return null;
    return bytes === null ? series : extended(series, bytes, pieceSeconds, at);
  };
  return {
    processStartedAt,
    onceAnswered,
    onceReady: known.onceReady || own?.ready === true,
    silentTimes,
    askAgainAt: isPutOff ? known.askAgainAt : givesUp ? plusSeconds(at, askAgainSeconds) : null,
    remarked: answered ? null : (troubleToRemark(live, silentTimes, onceAnswered) ?? known.remarked),
    resident: continued(known.resident, own?.residentBytes ?? null),
    heap: memory.heapLimitMiB === null ? null : continued(known.heap, own?.heapUsedBytes ?? null),
  };
}

/** Whether an instance answered anything of what it was asked. */
export const hasAnswered = ({ residentBytes, heapUsedBytes, ready }: ProbeResult): boolean =>
  residentBytes !== null || heapUsedBytes !== null || ready !== null;

/** What a person can do something about. Of one that used to answer, silence says more than that. */
function troubleToRemark(live: ProbeResult, silentTimes: number, onceAnswered: boolean): ProbeFailure | null {
  const trouble = live.metricsTrouble ?? live.readyTrouble;
  if (trouble === 'no-address' || trouble === 'forbidden-address' || trouble === 'bad-answer') return trouble;
  return !onceAnswered && silentTimes === patientTimes && isNoAnswer(trouble) ? trouble : null;
}

/** Ids of those who are not asked at a check: they never answered, and were asked often enough for now. */
export const putOffAt = (instances: readonly KnownInstance[], at: Timestamp): ReadonlySet<string> =>
  new Set(
    instances
      .filter(({ probed }) => {
        const askAgainAt = probed?.askAgainAt ?? null;
        return askAgainAt !== null && secondsBetween(at, askAgainAt) > 0;
      })
      .map(({ id }) => id),
  );

/** One line for a person for each trouble that is new at this check. */
export function probeRemarks(
  instances: readonly KnownInstance[],
  before: ReadonlyMap<string, KnownInstance>,
): readonly string[] {
  const newly = instances.flatMap(({ id, host, probed }) => {
    const trouble = probed?.remarked ?? null;
    return trouble === null || before.get(id)?.probed?.remarked === trouble ? [] : [{ trouble, name: host ?? id }];
  });
  return [...new Set(newly.map(({ trouble }) => trouble))].map((trouble) => {
    const names = newly.filter((one) => one.trouble === trouble).map(({ name }) => name);
    const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : '';
    return `probe without result: ${names.slice(0, maxNames).join(', ')}${more}: ${meaningOf(trouble)}`;
  });
}

const maxNames = 5;

function meaningOf(trouble: ProbeFailure): string {
  switch (trouble) {
    case 'no-address':
      return 'registered without an address of its own (set INSTANCE_IP there, or probe.addresses here)';
    case 'forbidden-address':
      return 'at a link-local address, which is never probed';
    case 'bad-answer':
      return 'the answer there holds no metrics, or no readiness (is Prometheus enabled, and is the port right?)';
    case 'timeout':
    case 'unroutable':
    case 'no-connection':
      return `no answer there (${trouble}; is there a route, and does the firewall or security group allow it?): probed once an hour from now on`;
    case 'shared-address':
    case 'no-time':
    case 'put-off':
      return trouble;
  }
}
