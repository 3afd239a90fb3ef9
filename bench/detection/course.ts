import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { Observation } from '../../core/observation/observation.ts';
import { VirtualClock } from '../../simulator/clock.ts';
import type { FaultKind } from '../../simulator/faults.ts';
import { liveOf } from '../../simulator/instance-answers.ts';
import { SeededRandom } from '../../simulator/random.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { recheckAt } from '../../check/recheck.ts';
import { Observer } from './observer.ts';
import type { Scenario, Stage } from './scenario.ts';

export type Lateness = 'steady' | 'drawn';

/** How a scenario is run: how often checks are due, when the first one is, how late they are, and which chances are drawn. */
export interface Variant {
  readonly everySeconds: number;
  readonly offsetSeconds: number;
  readonly lateness: Lateness;
  readonly seed: number;
}

/** One check: when it was due, when it looked, and what it saw. */
export interface Check {
  readonly takenAt: Timestamp;
  readonly observedAt: Timestamp;
  /** The same since the scenario's beginning. */
  readonly seenAtSeconds: number;
  readonly observation: Observation;
  /** Whether it looked again between two checks that were due. */
  readonly isRecheck: boolean;
  /** What happened since the check before, one line for a person each. */
  readonly happened: readonly string[];
}

/** Sees a check, and says when the next pending incident opens; null where none does. */
type Watch = (check: Check) => Timestamp | null;

/** What the checks of a scenario saw. */
export interface Course {
  readonly checks: readonly Check[];
  readonly idOf: (name: string) => string | undefined;
  readonly nameOf: (id: string) => string;
}

/** A schedule has its own second within the minute and keeps it, or each invocation is late by its own. */
const steadySeconds = 3;
const maxSeconds = 60;
const recheckEverySeconds = 60;

/** Lets a scenario happen, and looks at it: when due, and again in between where who watches has something pending. */
export function play(scenario: Scenario, variant: Variant, watch: Watch): Course {
  const { everySeconds, offsetSeconds, lateness, seed } = variant;
  const clock = new VirtualClock();
  const beginning = clock.now();
  const cluster = new SimulatedWorkspace({ ...scenario.workspace, clock, seed });
  const random = new SeededRandom(seed + offsetSeconds);
  const names = nameInstances(cluster);
  let faultOf: ((check: number) => FaultKind | null) | null = null;
  let checksSinceDisturbed = 0;
  const stage: Stage = {
    cluster,
    id: (name) => {
      const id = names.get(name);
      if (id === undefined) throw new Error(`no instance of the scenario "${scenario.name}" is called ${name}`);
      return id;
    },
    call: (name, id) => {
      names.set(name, id);
    },
    disturb: (disturbance) => {
      faultOf = disturbance;
      checksSinceDisturbed = 0;
    },
  };

  const script = scenario.script.toSorted((a, b) => a.atSeconds - b.atSeconds);
  let played = 0;
  let happened: string[] = [];
  /** Time passes, and what is due in it happens at its time. */
  const passTo = (seconds: number): void => {
    for (let step = script[played]; step !== undefined && step.atSeconds <= seconds; step = script[played]) {
      moveTo(clock, beginning, step.atSeconds);
      step.act(stage);
      happened.push(step.what);
      played += 1;
    }
    moveTo(clock, beginning, seconds);
  };
  const observer = new Observer({
    workspace: cluster,
    wait: (seconds) => {
      passTo(secondsBetween(beginning, clock.now()) + seconds);
    },
    disturbance: () => faultOf?.(checksSinceDisturbed) ?? null,
  });

  const checks: Check[] = [];
  const look = (dueSeconds: number, isRecheck: boolean): Timestamp | null => {
    const observation = withLive(observer.observe(), scenario, cluster);
    checksSinceDisturbed += 1;
    const observedAt = clock.now();
    const seenAtSeconds = secondsBetween(beginning, observedAt);
    const takenAt = plusSeconds(beginning, dueSeconds);
    const check = { takenAt, observedAt, seenAtSeconds, observation, isRecheck, happened };
    checks.push(check);
    happened = [];
    return watch(check);
  };
  const intervals = { everySeconds, recheckEverySeconds };
  for (let due = offsetSeconds; due <= scenario.lastsSeconds; due += everySeconds) {
    passTo(due + (lateness === 'steady' ? steadySeconds : Math.floor(random.next() * maxSeconds)));
    if (isAsleep(scenario, due)) continue;
    const dueAt = plusSeconds(beginning, due);
    let opensAt = look(due, false);
    for (let made = 0; ; made += 1) {
      const again = recheckAt(intervals, dueAt, made, opensAt);
      if (again === null) break;
      const seconds = secondsBetween(beginning, again);
      passTo(seconds);
      opensAt = look(seconds, true);
    }
  }
  const nameById = new Map([...names].map(([name, id]) => [id, name]));
  return { checks, idOf: (name) => names.get(name), nameOf: (id) => nameById.get(id) ?? id.slice(0, 8) };
}

/** What was seen, with what each instance reports itself, where it is asked. */
function withLive(
  observation: Observation,
  { asksInstances = false }: Scenario,
  cluster: SimulatedWorkspace,
): Observation {
  if (!asksInstances || observation.outcome !== 'ok') return observation;
  const instances = observation.instances.map((one) => ({ ...one, live: liveOf(cluster, one.id) }));
  return { ...observation, instances };
}

function moveTo(clock: VirtualClock, beginning: Timestamp, seconds: number): void {
  clock.advance(Math.max(0, seconds - secondsBetween(beginning, clock.now())));
}

/** `a`, `b`, `c` and so on, in the order in which they were started. */
const nameInstances = (cluster: SimulatedWorkspace): Map<string, string> =>
  new Map(cluster.instances.map(({ id }, index) => [instanceName(index), id]));

const instanceName = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index);

const isAsleep = ({ asleep }: Scenario, due: number): boolean =>
  asleep !== undefined && due >= asleep.fromSeconds && due < asleep.untilSeconds;
