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

/** When a run could see what, and how long its rules wait. Times count from the scenario's beginning. */
export interface Sight {
  readonly everySeconds: number;
  /** When each check had its answer, or gave up. */
  readonly checksAtSeconds: readonly number[];
  /** The same of those that saw the instances. */
  readonly sightingsAtSeconds: readonly number[];
  /** How long a loss must last, at least and at most. */
  readonly lossFor: { readonly minSeconds: number; readonly maxSeconds: number };
}

/** What recipients are to get about a cause in a run. Times count from the scenario's beginning. */
export interface Expectation {
  /** `may`: an alert and none are both right, because the phase of a heartbeat decides. */
  readonly sending: 'must' | 'may';
  readonly latestSeconds: number;
  /** What it is to be called by then, whatever else it was called before; null: any of its kinds. */
  readonly calledAs: string | null;
  /** By when its end is to be sent, if its opening was; null where it does not end in the run. */
  readonly endLatestSeconds: number | null;
}

/** Something wrong that a good operator would want one alert about, and one about its end. */
export interface Cause {
  /** For a person. */
  readonly what: string;
  readonly kinds: readonly string[];
  /**
   * Names of the instances that an alert about it may name; none: it may name no instance as its subject. Null: it does
   * not matter which.
   */
  readonly about: readonly string[] | null;
  /** Whether each of these instances is to be named. */
  readonly namesEach: boolean;
  /** When it happens, from which delays are counted. */
  readonly fromSeconds: number;
  /** Null: it lasts to the end. */
  readonly untilSeconds: number | null;
  /** Whether it stops and starts again in that time, so that its end may be sent in between. */
  readonly comesAndGoes: boolean;
  /** Why it may be given as ended; null: that does not matter. */
  readonly endReasons: readonly string[] | null;
  /** Null: it is over before anyone could be sure of it, and nothing is to be sent. */
  readonly expected: (sight: Sight) => Expectation | null;
}

/** What happens to a workspace, and which alerts it calls for. Every other alert is false. */
export interface Scenario {
  readonly name: string;
  readonly workspace?: Omit<WorkspaceOptions, 'clock' | 'seed'>;
  /** Laid over the default rules. */
  readonly rules?: Partial<Rules>;
  /** Whether each instance is probed. @default false */
  readonly asksInstances?: boolean;
  /** Whether it has replacements from which `auto` learns. @default false */
  readonly teachesAuto?: boolean;
  readonly lastsSeconds: number;
  readonly script: readonly Step[];
  readonly causes: readonly Cause[];
  /** When no checks are made. */
  readonly asleep?: { readonly fromSeconds: number; readonly untilSeconds: number };
}

export const minute = 60;
export const hour = 60 * minute;
export const day = 24 * hour;
