/**
 * What design.md promises to send about each kind of trouble, and by when.
 *
 * A trouble shows itself some time after it began. The check that first sees it starts the clock of its rule, and a
 * check at which it has lasted long enough opens it. So what is right in a run follows from when its checks looked:
 * an alert must be sent where two of them, far enough apart, fall into what is sure to show; it may be sent where they
 * fall into what may show; else it must not.
 */
import { type Cause, type Expectation, hour, minute, type Sight } from './scenario.ts';

/** A call may have begun before what it met, or end after it. */
const callSeconds = 25;

/** A heartbeat counts as stale from 35 s on; it is up to 10 s old when its process dies, as is the newest other one. */
export const stale = { earliestSeconds: 25, latestSeconds: 46 };

interface Trouble {
  readonly what: string;
  readonly kinds: readonly string[];
  readonly about?: readonly string[];
  /** @default false */
  readonly namesEach?: boolean;
  readonly from: number;
  /** @default it lasts to the end */
  readonly until?: number;
  readonly endReasons?: readonly string[];
  /** @default false */
  readonly comesAndGoes?: boolean;
  /** How long its rule waits; `loss`: as the rules of losses do in the run. */
  readonly forSeconds: number | 'loss';
  /** How long all must be well before it is over. @default 2 minutes */
  readonly resolveAfterSeconds?: number;
  /** Whether checks show it that do not see the instances. @default false */
  readonly isShownByFailures?: boolean;
  /** From its beginning until a check can see it. @default at once */
  readonly visibleAfter?: { readonly earliestSeconds: number; readonly latestSeconds: number };
  /** Every how manyth check is sure to show it. @default 1 */
  readonly shownEvery?: number;
  /** How many more checks it may take until its end is sent. @default 0 */
  readonly endShownWithin?: number;
  /** How long after its end a check can see that. @default 0 */
  readonly endVisibleAfterSeconds?: number;
}

const nothing = { earliestSeconds: 0, latestSeconds: 0 };

export function trouble(options: Trouble): Cause {
  const { what, kinds, about = null, namesEach = false, from, until = null } = options;
  return {
    what,
    kinds,
    about,
    namesEach,
    fromSeconds: from,
    untilSeconds: until,
    comesAndGoes: options.comesAndGoes ?? false,
    endReasons: options.endReasons ?? null,
    expected: (sight) => expectation(options, sight),
  };
}

function expectation(options: Trouble, sight: Sight): Expectation | null {
  const { from, until = Infinity, forSeconds, visibleAfter = nothing, shownEvery = 1 } = options;
  const looks = options.isShownByFailures === true ? sight.checksAtSeconds : sight.sightingsAtSeconds;
  const { minSeconds, maxSeconds } =
    forSeconds === 'loss' ? sight.lossFor : { minSeconds: forSeconds, maxSeconds: forSeconds };

  const possible = looks.filter((at) => at >= from + visibleAfter.earliestSeconds && at <= until + callSeconds);
  const [firstPossible] = possible;
  const lastPossible = possible.at(-1);
  if (firstPossible === undefined || lastPossible === undefined) return null;
  if (lastPossible - firstPossible < reached(minSeconds)) return null;

  const sure = looks.filter((at) => at >= from + visibleAfter.latestSeconds && at < until);
  const seenAt = sure[shownEvery - 1] ?? Infinity;
  const opensAt = sure.filter((at) => at >= seenAt + maxSeconds)[shownEvery - 1];
  return {
    sending: opensAt === undefined ? 'may' : 'must',
    calledAs: null,
    latestSeconds: opensAt ?? Infinity,
    endLatestSeconds: endLatest(options, looks),
  };
}

/** A duration is reached when at most a tenth of it, and at most 10 s, is missing. */
const reached = (seconds: number): number => seconds - Math.min(seconds / 10, 10);

function endLatest(
  { until, endVisibleAfterSeconds = 0, resolveAfterSeconds = 2 * minute, endShownWithin = 0 }: Trouble,
  looks: readonly number[],
): number | null {
  if (until === undefined) return null;
  const well = looks.filter((at) => at >= until + endVisibleAfterSeconds);
  const seenAt = well[endShownWithin] ?? Infinity;
  return well.find((at) => at >= seenAt + resolveAfterSeconds) ?? null;
}

type Of = Pick<Trouble, 'from' | 'until' | 'what'>;
type OfLoss = Of & Pick<Trouble, 'endReasons' | 'comesAndGoes' | 'resolveAfterSeconds' | 'shownEvery' | 'visibleAfter'>;

/** A successor shows itself by its first heartbeat, a process that wakes up by its next one. */
const lossShows = { visibleAfter: stale, endVisibleAfterSeconds: 11, forSeconds: 'loss' } as const;

/** An instance that dies or hangs, until it or another in its place is fresh. */
export const lost = (name: string | null, of: OfLoss): Cause =>
  trouble({ kinds: ['disappeared', 'unresponsive'], ...(name !== null && { about: [name] }), ...lossShows, ...of });

/** Instances that die of one cause. */
export const lostTogether = (names: readonly string[], of: OfLoss): Cause =>
  trouble({ kinds: ['disappeared', 'unresponsive'], about: names, namesEach: true, ...lossShows, ...of });

/** No call is answered as it should be. */
export const unreachable = (of: Of & Pick<Trouble, 'visibleAfter'>): Cause =>
  trouble({
    kinds: ['unreachable'],
    about: [],
    forSeconds: minute,
    isShownByFailures: true,
    visibleAfter: { earliestSeconds: 0, latestSeconds: callSeconds },
    endVisibleAfterSeconds: callSeconds,
    endReasons: ['reachable'],
    ...of,
  });

export const unauthorized = (of: Of): Cause =>
  trouble({
    kinds: ['unauthorized'],
    about: [],
    forSeconds: minute,
    isShownByFailures: true,
    // Until fewer than three of the last ten checks were refused.
    endShownWithin: 8,
    endReasons: ['authorized'],
    ...of,
  });

/** A process without its broker answers all calls: three checks show that. */
export const degraded = (of: Of): Cause =>
  trouble({
    kinds: ['degraded'],
    about: [],
    forSeconds: minute,
    isShownByFailures: true,
    shownEvery: 3,
    endVisibleAfterSeconds: callSeconds,
    endShownWithin: 8,
    ...of,
  });

/** What happens at some of the checks only: ten of them show it, over ten minutes. */
export const often = (kinds: readonly string[], of: Of & Pick<Trouble, 'about'>): Cause => {
  const cause = trouble({ kinds, forSeconds: 0, comesAndGoes: true, isShownByFailures: true, ...of });
  return {
    ...cause,
    expected: ({ everySeconds, checksAtSeconds }) => {
      const since = checksAtSeconds.filter((at) => at >= of.from);
      // Of two that follow each other within seconds, as a late one and the look after it may, one counts.
      const enough = since[everySeconds > minute ? 29 : 14] ?? Infinity;
      return {
        sending: 'must',
        calledAs: null,
        latestSeconds: since.find((at) => at >= Math.max(enough, of.from + 15 * minute)) ?? Infinity,
        endLatestSeconds: null,
      };
    },
  };
};

/** Processes that started with little memory free, until they are replaced. */
export const lowMemory = (name: string, of: Of): Cause =>
  trouble({
    kinds: ['low-memory'],
    about: [name],
    forSeconds: 0,
    endReasons: ['replaced', 'relieved', 'gone'],
    endVisibleAfterSeconds: stale.latestSeconds,
    ...of,
  });

export const tooFew = (of: Of & Pick<Trouble, 'visibleAfter'>): Cause =>
  trouble({ kinds: ['too-few-instances'], about: [], forSeconds: minute, endReasons: ['enough'], ...of });

/**
 * A broken connection, or several that hang together. It may name an instance only where all others call that one
 * disconnected: else it is about the workspace.
 *
 * What shows it is an answer of one of its ends, and what shows its end is an answer of each that called it broken:
 * how often those come hangs on the load balancer.
 */
export const disconnected = (
  names: readonly string[],
  of: Of & Pick<Trouble, 'shownEvery' | 'endShownWithin' | 'endReasons' | 'comesAndGoes' | 'visibleAfter'>,
): Cause =>
  trouble({
    kinds: ['disconnected'],
    about: names,
    forSeconds: minute,
    resolveAfterSeconds: 5 * minute,
    visibleAfter: { earliestSeconds: 0, latestSeconds: 5 },
    // The same instance must be called so again, and another may answer in between.
    shownEvery: 2,
    endReasons: ['reconnected'],
    // The last views count for five minutes.
    endVisibleAfterSeconds: 5 * minute,
    ...of,
  });

/** The quiet after which a restart loop counts as over. */
const stableAfterSeconds = 15 * minute;
/** A check so much later may be the first to see its last turn. */
const maxIntervalSeconds = 6 * minute;

/**
 * A process that dies again and again. An absence that lasts, or seems to because each check falls into one, is sent
 * as such; from the third time on that checks see another in its place within a quarter of an hour, it is called what
 * it is. Checks that come every five minutes may never see that.
 */
export const restarting = (of: Required<Of> & { readonly periodSeconds: number }): Cause => ({
  ...trouble({
    kinds: ['restarting', 'disappeared', 'unresponsive'],
    forSeconds: 0,
    comesAndGoes: true,
    ...of,
    until: of.until + maxIntervalSeconds,
  }),
  expected: ({ everySeconds, sightingsAtSeconds, lossFor }) => {
    const seesEveryTurn = everySeconds <= minute;
    const turns = seesEveryTurn ? 4 : 8;
    const shownAt = of.from + turns * Math.max(of.periodSeconds, everySeconds) + stale.latestSeconds;
    const overAt = of.until + of.periodSeconds + stableAfterSeconds + hour;
    const after = (seconds: number): number | undefined => sightingsAtSeconds.filter((at) => at >= seconds)[1];
    return {
      sending: 'must',
      calledAs: seesEveryTurn ? 'restarting' : null,
      latestSeconds: after(shownAt + (seesEveryTurn ? 0 : lossFor.maxSeconds)) ?? Infinity,
      endLatestSeconds: after(overAt) ?? null,
    };
  },
});

/** The same cause, which cannot be seen before that time, because a count does not show it. */
export const shownFrom = (seconds: number, cause: Cause): Cause => ({
  ...cause,
  expected: (sight) => {
    const since = (looks: readonly number[]): readonly number[] => looks.filter((at) => at >= seconds);
    const { checksAtSeconds, sightingsAtSeconds } = sight;
    const late = cause.expected({
      ...sight,
      checksAtSeconds: since(checksAtSeconds),
      sightingsAtSeconds: since(sightingsAtSeconds),
    });
    return late ?? cause.expected(sight);
  },
});

/** One cause made of several that follow each other, where by count nobody can know which of them lasts. */
export const inTurns = (whole: Cause, parts: readonly Cause[]): Cause => ({
  ...whole,
  comesAndGoes: true,
  expected: (sight) => {
    const each = parts.flatMap((part) => part.expected(sight) ?? []);
    const all = whole.expected(sight);
    if (each.length === 0 || all === null) return null;
    const [first] = each
      .filter(({ sending }) => sending === 'must')
      .toSorted((a, b) => a.latestSeconds - b.latestSeconds);
    return { ...all, sending: first?.sending ?? 'may', latestSeconds: first?.latestSeconds ?? Infinity };
  },
});

type Span = readonly [fromSeconds: number, untilSeconds: number];

/** A cause about processes that lived so briefly that a check may not have seen them alive. */
export const ifSeen = (when: { readonly surely: Span; readonly possibly: Span }, cause: Cause): Cause => ({
  ...cause,
  expected: (sight) => {
    const isSeenIn = ([from, until]: Span): boolean => sight.sightingsAtSeconds.some((at) => at >= from && at <= until);
    const expected = isSeenIn(when.possibly) ? cause.expected(sight) : null;
    return expected !== null && !isSeenIn(when.surely) ? { ...expected, sending: 'may' } : expected;
  },
});
