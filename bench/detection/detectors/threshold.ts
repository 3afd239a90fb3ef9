import type { Sighting } from '../../../core/observation/observation.ts';
import type { Check } from '../course.ts';
import type { Detector, SentMessage } from './detector.ts';

const failuresToOpen = 3;
const successesToResolve = 2;

interface Condition {
  readonly name: string;
  readonly kinds: readonly string[];
  /** A call that fails fails the first condition only: one message for an outage, not two. */
  readonly failsWithTheCall: boolean;
  readonly holds: (sighting: Sighting) => boolean;
}

/** A condition with the counters of a checker of the Gatus kind. */
interface Counted {
  readonly condition: Condition;
  failures: number;
  successes: number;
  isOpen: boolean;
}

/**
 * A threshold checker of the Gatus kind, set up as its manual would have it: as many instances listed as there
 * should be, and all of them connected; three failures in a row raise an alert, two successes resolve it.
 *
 * It is given more than it earns: whichever instance is meant, and whatever its condition could stand for, is right.
 */
export class ThresholdChecker implements Detector {
  readonly opensAt = null;
  readonly #counted: readonly Counted[];

  constructor(expectedInstances: number) {
    const conditions: readonly Condition[] = [
      {
        name: `${expectedInstances} instances are listed`,
        kinds: ['unreachable', 'unauthorized', 'disappeared', 'unresponsive', 'restarting', 'too-few-instances'],
        failsWithTheCall: true,
        holds: ({ instances }) => instances.length >= expectedInstances,
      },
      {
        name: 'every instance is connected',
        kinds: ['disconnected', 'disappeared', 'unresponsive'],
        failsWithTheCall: false,
        holds: ({ instances }) => instances.every(({ connected }) => connected !== false),
      },
    ];
    this.#counted = conditions.map((condition) => ({ condition, failures: 0, successes: 0, isOpen: false }));
  }

  see({ observation }: Pick<Check, 'observation'>): readonly SentMessage[] {
    return this.#counted.flatMap((counted) => {
      const { condition } = counted;
      if (observation.outcome !== 'ok') return condition.failsWithTheCall ? count(counted, false) : [];
      return count(counted, condition.holds(observation));
    });
  }

  describe(): readonly string[] {
    return this.#counted.filter(({ isOpen }) => isOpen).map(({ condition }) => `not so: ${condition.name}`);
  }
}

function count(counted: Counted, holds: boolean): SentMessage[] {
  counted.failures = holds ? 0 : counted.failures + 1;
  counted.successes = holds ? counted.successes + 1 : 0;
  const change = counted.isOpen
    ? counted.successes >= successesToResolve && 'resolved'
    : counted.failures >= failuresToOpen && 'opened';
  if (change === false) return [];
  counted.isOpen = change === 'opened';
  const { name, kinds } = counted.condition;
  return [{ change, key: name, kinds, subjects: null, reason: null }];
}
