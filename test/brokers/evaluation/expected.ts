/** How a check looks at a cluster, in seconds between two checks. */
export const cadences = [10, 60] as const;
export type Cadence = (typeof cadences)[number];

/**
 * A notice as it should be. `about` are the sets of processes that it may name, each sorted; one of no process is
 * about the workspace.
 */
export interface ExpectedNotice {
  readonly change: 'opened' | 'resolved' | 'notice';
  readonly kinds: readonly string[];
  readonly about: ReadonlyArray<readonly string[]>;
}

export interface Expectation {
  /** All that is sent, in this order. */
  readonly notices: readonly ExpectedNotice[];
  /** So many of them suffice, from the first on: chance decides how much so few checks see. */
  readonly min: number;
}

const losses = ['unresponsive', 'disappeared'];

const lostAndBack = (label: string): Expectation => ({
  notices: [
    { change: 'opened', kinds: losses, about: [[label]] },
    { change: 'resolved', kinds: losses, about: [[label]] },
  ],
  min: 2,
});

const nothing: Expectation = { notices: [], min: 0 };

/** Connections among them come and go; one alone is never to blame. */
const comeAndGo = (about: ExpectedNotice['about'], min: number): Expectation => ({
  notices: [
    { change: 'opened', kinds: ['disconnected'], about },
    { change: 'resolved', kinds: ['disconnected'], about },
  ],
  min,
});

const everybody = ['A1', 'B1', 'C1'];

type Expectations = Readonly<Record<string, (cadence: Cadence) => Expectation>>;

/** What an operator who knows what happened wants to hear of each situation. */
const ofInstances: Expectations = {
  'tcp kill': () => lostAndBack('B1'),
  'tcp hang': () => lostAndBack('A1'),
  'tcp clean stop': () => lostAndBack('C1'),
  'tcp rolling deploy': () => nothing,
  'nats kill': () => lostAndBack('B1'),
  'nats rolling deploy': () => nothing,
};

/**
 * The same of situations in which `connected` has to be read as gossip. The evaluation of today reads it as the state
 * of a link, and names the wrong instances; the one to come must satisfy these.
 */
const ofConnections: Expectations = {
  // The link A-B is cut for five minutes. A check a minute may happen to see none of it.
  'tcp cut': (cadence) => comeAndGo([['A1', 'B1'], everybody, []], cadence === 10 ? 2 : 0),
  // Nobody ever found anybody: worth one word, which has no end.
  'tcp cold start': () => ({
    notices: [{ change: 'notice', kinds: ['disconnected'], about: [everybody, []] }],
    min: 1,
  }),
  // NATS is gone for minutes: each calls each other disconnected, and each heartbeat is fresh. With a check a minute,
  // the end may come after the last check.
  'nats down': (cadence) => comeAndGo([everybody, []], cadence === 10 ? 2 : 1),
};

/**
 * What should be sent of a situation.
 *
 * @param readsGossip whether the evaluation can do right by `ofConnections`
 * @returns null where nothing can be expected of it yet
 */
export const expectedNotices = (situation: string, cadence: Cadence, readsGossip: boolean): Expectation | null => {
  const expectations = readsGossip ? { ...ofInstances, ...ofConnections } : ofInstances;
  return expectations[situation]?.(cadence) ?? null;
};
