import fc from 'fast-check';
import { defaultRules } from '../../core/rules/registry.ts';
import { type Plot, plots } from '../core/life.ts';
import { calm, type Fate, mishaps } from './fate.ts';

/** One time that a check is invoked. */
export interface Invocation {
  /** Seconds from when it was due to when it begins. */
  readonly delaySeconds: number;
  /** Seconds that the workspace takes to answer. */
  readonly answerSeconds: number;
  /** What becomes of its calls, one after the other; all others are calm. */
  readonly fates: readonly Fate[];
}

/** A time in which SNS takes nothing. */
export interface Outage {
  /** Counts the slots. */
  readonly from: number;
  readonly slots: number;
  readonly error: string;
}

/** What a person does meanwhile, as the command line does it. */
export interface Deed {
  /** Counts the slots. */
  readonly slot: number;
  readonly seconds: number;
  readonly what: 'acknowledge' | 'take back' | 'silence';
  /** About which of the open incidents, where there are so many. */
  readonly which: number;
}

/** A history to be: what there is to see, and what befalls those who look. */
export interface Scenario {
  readonly plot: Plot;
  /** For each time that a check is due, its invocations: none, one, or more. */
  readonly slots: ReadonlyArray<readonly Invocation[]>;
  readonly outage: Outage | null;
  /** How often the clients of AWS try a call in all. */
  readonly attempts: number;
  /** How soon a check looks again while something is pending; null: not before the next is due. */
  readonly recheckEverySeconds: number | null;
  /** What people do. */
  readonly deeds: readonly Deed[];
  /** After so many seconds somebody gets what is still open. */
  readonly escalateAfterSeconds: readonly number[];
}

export const everySeconds = 60;
/** The least that a deployment takes. */
const recheckEverySeconds = 30;

/** After the history, time for the latest of its checks to end, and then checks that nothing disturbs. */
export const pauseSlots = 3;
export const undisturbedSlots = 3;
const maxSlots = 8;
const outageSlots = 10;
const latestOutage = 3;

export const undisturbed: Invocation = { delaySeconds: 0, answerSeconds: 0, fates: [] };

const slow: fc.Arbitrary<Fate> = fc.record({ before: fc.nat(2), after: fc.nat(1), mishap: fc.constant(null) });
const mishap: fc.Arbitrary<Fate> = fc.record({
  before: fc.nat(1),
  after: fc.constant(0),
  mishap: fc.constantFrom('killed-before', 'killed-after', ...mishaps),
});

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 8, arbitrary: fc.constant(calm) },
  { weight: 2, arbitrary: slow },
  { weight: 4, arbitrary: mishap },
);

/** Any, or all calm up to some call: few would otherwise live to make their last calls. */
const fates: fc.Arbitrary<readonly Fate[]> = fc.oneof(
  fc.array(fate, { maxLength: 8, size: 'max' }),
  fc.tuple(fc.nat(9), mishap).map(([calls, last]) => [...Array.from({ length: calls }, () => calm), last]),
);

const invocation = (delaySeconds: fc.Arbitrary<number>): fc.Arbitrary<Invocation> =>
  fc.record({
    delaySeconds,
    answerSeconds: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(24) }),
    fates,
  });

const onTime = invocation(fc.nat(2));
/** The schedule and the function's queue may each hold a check back for a minute. */
const atAnyTime = invocation(fc.nat(119));

const leisurely: fc.Arbitrary<Invocation> = fc.record({
  delaySeconds: fc.nat(119),
  answerSeconds: fc.nat(24),
  fates: fc.constant([]),
});

const slot: fc.Arbitrary<readonly Invocation[]> = fc.oneof(
  { weight: 8, arbitrary: onTime.map((one) => [one]) },
  { weight: 3, arbitrary: atAnyTime.map((one) => [one]) },
  { weight: 3, arbitrary: fc.tuple(onTime, atAnyTime) },
  { weight: 1, arbitrary: fc.tuple(atAnyTime, atAnyTime) },
  { weight: 1, arbitrary: fc.constant([]) },
);

/** What SNS says to a message that it does not take for what it is. */
export const refusal = 'InvalidParameter';

const outage: fc.Arbitrary<Outage> = fc.record({
  from: fc.nat(latestOutage),
  slots: fc.constant(outageSlots),
  error: fc.constantFrom('Throttling', 'AuthorizationError', 'ServiceUnavailable', 'TimeoutError', refusal),
});

const deed: fc.Arbitrary<Deed> = fc.record({
  slot: fc.nat(maxSlots + outageSlots),
  seconds: fc.nat(59),
  what: fc.constantFrom('acknowledge', 'acknowledge', 'take back', 'silence'),
  which: fc.nat(2),
});

const wishes = fc.record({
  deeds: fc.oneof(fc.constant([]), fc.array(deed, { maxLength: 6, size: 'max' })),
  escalateAfterSeconds: fc.constantFrom<readonly number[]>([], [], [60], [120], [60, 240]),
});

/** What there is to see: much in a short time, each so many seconds after the other. */
const densePlots = (seconds: number): fc.Arbitrary<Plot> =>
  plots({
    seconds: fc.constant(seconds),
    calls: ((latestOutage + outageSlots + pauseSlots + undisturbedSlots) * everySeconds) / seconds,
    forSeconds: fc.constantFrom(...new Set([0, seconds, everySeconds])),
  }).map(overTheWire);

/** Whether checks look again, and what there is to see at each time that they may. */
const looks = fc.oneof(
  { weight: 2, arbitrary: fc.record({ plot: densePlots(everySeconds), recheckEverySeconds: fc.constant(null) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      plot: densePlots(recheckEverySeconds),
      recheckEverySeconds: fc.constant(recheckEverySeconds),
    }),
  },
);

/**
 * Only the list that a workspace gives comes over the wire here: its processes are not asked what they use, there is no
 * TLS, and how long an answer takes is a matter of the outage.
 */
function overTheWire(plot: Plot): Plot {
  const rules = { ...plot.rules, slow: defaultRules.slow };
  const calls = plot.calls.map(({ certificateDays, latencyMilliseconds, ...call }) => call);
  return { ...plot, places: plot.places.map(neverAsked), calls, rules, laterRules: rules };
}

function neverAsked(place: Plot['places'][number]): Plot['places'][number] {
  return { ...place, processes: place.processes.map(({ probes, ...process }) => process) };
}

export const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    looks,
    slots: fc.array(slot, { minLength: 3, maxLength: maxSlots, size: 'max' }),
    outage: fc.option(outage, { freq: 4 }),
    attempts: fc.constantFrom(1, 3),
    wishes,
  })
  .map(({ looks: watched, wishes: wanted, ...scenario }) => ({
    ...scenario,
    ...watched,
    ...wanted,
    slots: untilAfter(scenario.outage, scenario.slots),
  }));

/** Two checks for each slot, whenever it may be that they are begun, and however long they take. */
export const crowdedScenarios: fc.Arbitrary<Scenario> = fc
  .record({
    looks,
    slots: fc.array(fc.tuple(leisurely, leisurely), { minLength: maxSlots, maxLength: maxSlots }),
    wishes,
  })
  .map(({ looks: watched, wishes: wanted, slots }) => ({ ...watched, ...wanted, slots, outage: null, attempts: 1 }));

/** An outage is over before the checks that nothing disturbs. */
const untilAfter = (outage: Outage | null, slots: Scenario['slots']): Scenario['slots'] => {
  const missing = outage === null ? 0 : outage.from + outage.slots - slots.length;
  return [...slots, ...Array.from({ length: Math.max(0, missing) }, () => [undisturbed])];
};
