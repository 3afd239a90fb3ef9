/**
 * What design.md promises to tell of each kind of trouble, and by when.
 *
 * A trouble shows itself some time after it began. The check that first sees it starts the clock of its rule, and a
 * check at which it has lasted long enough tells it. So it must be told where two checks far enough apart fall into
 * it however they fall, may be told where they can, and must not be told where they cannot.
 */
import { type Cause, type Expectation, minute } from './scenario.ts';

/** A scheduler that is a few seconds late, and a look that takes a few. */
const slackSeconds = 15;

/** A heartbeat counts as stale from 35 s on; it is up to 10 s old when its process dies, as is the newest other one. */
const stale = { earliestSeconds: 25, latestSeconds: 45 };

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
  /** How long its rule waits. */
  readonly forSeconds: number;
  /** From its beginning until a check can see it. @default at once */
  readonly visibleAfter?: { readonly earliestSeconds: number; readonly latestSeconds: number };
  /** Every how manyth check is sure to show it. @default 1 */
  readonly shownEvery?: number;
  /** How many checks after its end that end is sure to be told. @default 2 */
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
    visibleFromSeconds: from,
    untilSeconds: until,
    comesAndGoes: options.comesAndGoes ?? false,
    endReasons: options.endReasons ?? null,
    expected: (everySeconds) => expectation(options, everySeconds),
  };
}

function expectation(options: Trouble, everySeconds: number): Expectation | null {
  const { from, until, forSeconds, visibleAfter = nothing, shownEvery = 1, endShownWithin = 2 } = options;
  const lastsSeconds = (until ?? Infinity) - from;
  const sustainedSeconds = Math.ceil(forSeconds / everySeconds) * everySeconds;
  const minSeconds = visibleAfter.earliestSeconds + sustainedSeconds - slackSeconds;
  if (lastsSeconds < minSeconds) return null;
  const shownWithin = shownEvery * everySeconds;
  const surelySeconds = visibleAfter.latestSeconds + 2 * shownWithin + sustainedSeconds + slackSeconds;
  const endAfter = (options.endVisibleAfterSeconds ?? 0) + endShownWithin * everySeconds + slackSeconds;
  return {
    told: lastsSeconds >= surelySeconds ? 'must' : 'may',
    calledAs: null,
    latestSeconds: from + visibleAfter.latestSeconds + forSeconds + 2 * shownWithin + slackSeconds,
    endLatestSeconds: until === undefined ? null : until + endAfter,
  };
}

type Of = Pick<Trouble, 'from' | 'until' | 'what'>;

/** An instance that dies or hangs, until it or another in its place is fresh. */
export const lost = (name: string | null, of: Of & Pick<Trouble, 'endReasons' | 'comesAndGoes'>): Cause =>
  trouble({
    kinds: ['disappeared', 'unresponsive'],
    ...(name !== null && { about: [name] }),
    forSeconds: minute,
    visibleAfter: stale,
    ...of,
  });

/** Instances that die of one cause. */
export const lostTogether = (names: readonly string[], of: Of & Pick<Trouble, 'endReasons' | 'comesAndGoes'>): Cause =>
  trouble({
    kinds: ['disappeared', 'unresponsive'],
    about: names,
    namesEach: true,
    forSeconds: minute,
    visibleAfter: stale,
    ...of,
  });

/** No call is answered as it should be. */
export const unreachable = (of: Of): Cause =>
  trouble({ kinds: ['unreachable'], forSeconds: minute, endReasons: ['reachable'], ...of });

export const unauthorized = (of: Of): Cause =>
  trouble({ kinds: ['unauthorized'], forSeconds: 0, endReasons: ['authorized'], ...of });

/** Processes that started with little memory free, until they are replaced. */
export const lowMemory = (name: string, of: Of): Cause =>
  trouble({
    kinds: ['low-memory'],
    about: [name],
    forSeconds: 0,
    endReasons: ['replaced'],
    endVisibleAfterSeconds: stale.latestSeconds,
    ...of,
  });

export const tooFew = (of: Of): Cause =>
  trouble({ kinds: ['too-few-instances'], forSeconds: minute, endReasons: ['enough'], ...of });

/** What comes and goes is one trouble: it is over once it has stayed away for so long. */
const steadyForSeconds = 5 * minute;

/**
 * A broken connection, or several that hang together.
 *
 * What shows it is an answer of one of its ends, and what shows its end is an answer of each that called it broken:
 * how often those come hangs on the load balancer.
 */
export const disconnected = (
  names: readonly string[] | null,
  of: Of & Pick<Trouble, 'shownEvery' | 'endShownWithin' | 'endReasons' | 'comesAndGoes'>,
): Cause =>
  trouble({
    kinds: ['disconnected'],
    ...(names !== null && { about: names }),
    forSeconds: minute,
    endReasons: ['reconnected'],
    endVisibleAfterSeconds: steadyForSeconds,
    ...of,
  });

/** The quiet after which a restart loop counts as over. */
const stableAfterSeconds = 15 * minute;
/** A check so much later may be the first to see its last turn. */
const maxIntervalSeconds = 5 * minute;

/**
 * A process that dies again and again. An absence that lasts, or seems to because each check falls into one, is told
 * as such; from the third time on that checks see another in its place within a quarter of an hour, it is told as what
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
  expected: (everySeconds) => {
    const seesEveryTurn = everySeconds <= minute;
    const turns = seesEveryTurn ? 3 : 5;
    return {
      told: 'must',
      calledAs: seesEveryTurn ? 'restarting' : null,
      latestSeconds:
        of.from + turns * Math.max(of.periodSeconds, everySeconds) + 2 * everySeconds + stale.latestSeconds,
      endLatestSeconds: of.until + of.periodSeconds + stableAfterSeconds + 2 * everySeconds + minute,
    };
  },
});

/** The same, where it is left open whether it is told. */
export const perhaps = (cause: Cause): Cause => ({
  ...cause,
  expected: (everySeconds) => {
    const expected = cause.expected(everySeconds);
    return expected && { ...expected, told: 'may' };
  },
});

/** The same cause, which cannot be seen before that time. */
export const shownFrom = (seconds: number, cause: Cause): Cause => ({
  ...cause,
  visibleFromSeconds: seconds,
  expected: (everySeconds) => {
    const expected = cause.expected(everySeconds);
    const delaySeconds = seconds - cause.fromSeconds;
    return expected && { ...expected, latestSeconds: expected.latestSeconds + delaySeconds };
  },
});

/** A cause about processes that lived so long: checks that come more seldom may never have seen them. */
export const ifSeenIn = (lifeSeconds: number, cause: Cause): Cause => ({
  ...cause,
  expected: (everySeconds) => (everySeconds < lifeSeconds ? cause : perhaps(cause)).expected(everySeconds),
});
