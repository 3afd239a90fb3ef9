import type { Rules } from '../../core/rules/registry.ts';
import type { FaultKind } from '../../simulator/faults.ts';
import type { WorkspaceOptions } from '../../simulator/options.ts';
import type { SimulatedWorkspace } from '../../simulator/workspace.ts';

/** What a step of a script has at hand. */
export interface Stage {
  readonly cluster: SimulatedWorkspace;
  /** The id behind a name; the instances of the beginning are called `a`, `b`, `c` and so on. */
  readonly id: (name: string) => string;
  /** Gives a name to an instance that came later. */
  readonly call: (name: string, id: string) => void;
  /** What the calls of a check get, by how many checks were made since; null: no more disturbance. */
  readonly disturb: (faultOf: ((check: number) => FaultKind | null) | null) => void;
}

/** Something that happens, so long after the beginning. */
export interface Step {
  readonly atSeconds: number;
  /** For a person. */
  readonly what: string;
  readonly act: (stage: Stage) => void;
}

/** What is to be told of a cause when the checks come at some interval. Times count from the scenario's beginning. */
export interface Expectation {
  /** `may`: both telling and not telling are right, because it hangs on when the checks fall. */
  readonly told: 'must' | 'may';
  readonly latestSeconds: number;
  /** What it is to be called by then, whatever else it was called before; null: any of its kinds. */
  readonly calledAs: string | null;
  /** By when its end is to be told, if it was told itself; null where it does not end. */
  readonly endLatestSeconds: number | null;
}

/** Something wrong that a good operator would want to be told of, once, and whose end too. */
export interface Cause {
  /** For a person. */
  readonly what: string;
  readonly kinds: readonly string[];
  /** Names of the instances that may be called its subjects; null: it does not matter which. */
  readonly about: readonly string[] | null;
  /** Whether each of these instances is to be told of. */
  readonly namesEach: boolean;
  readonly fromSeconds: number;
  /** When it could first be seen, from which delays are counted. */
  readonly visibleFromSeconds: number;
  /** Null: it lasts to the end. */
  readonly untilSeconds: number | null;
  /** Whether it stops and starts again in that time, so that its end may be told in between. */
  readonly comesAndGoes: boolean;
  /** Why it may be said to have ended; null: that does not matter. */
  readonly endReasons: readonly string[] | null;
  /** Null: at that interval it is over before anyone could be sure of it, and nothing is to be told. */
  readonly expected: (everySeconds: number) => Expectation | null;
}

/** What happens to a workspace, and what is to be told of it. Whatever else is told is false. */
export interface Scenario {
  readonly name: string;
  readonly workspace?: Omit<WorkspaceOptions, 'clock' | 'seed'>;
  /** Laid over the default rules. */
  readonly rules?: Partial<Rules>;
  /** Whether each instance is asked itself. @default false */
  readonly asksInstances?: boolean;
  readonly lastsSeconds: number;
  readonly script: readonly Step[];
  readonly causes: readonly Cause[];
  /** When no checks are made. */
  readonly asleep?: { readonly fromSeconds: number; readonly untilSeconds: number };
}

export const minute = 60;
export const hour = 60 * minute;
