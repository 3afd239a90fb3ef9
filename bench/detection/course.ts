import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { Observation } from '../../core/observation/observation.ts';
import { VirtualClock } from '../../simulator/clock.ts';
import type { FaultKind } from '../../simulator/faults.ts';
import { liveOf } from '../../simulator/instance-answers.ts';
import { SeededRandom } from '../../simulator/random.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { Observer } from './observer.ts';
import type { Scenario, Stage } from './scenario.ts';

/** How a scenario is run: how often checks come, when the first one falls, and which chances are drawn. */
export interface Variant {
  readonly everySeconds: number;
  readonly offsetSeconds: number;
  readonly seed: number;
}

/** One check: when it was due, when it looked, and what it saw. */
export interface Check {
  readonly takenAt: Timestamp;
  /** When it had seen it, since the scenario's beginning: the scheduler may be late, and a call take its time. */
  readonly seenAtSeconds: number;
  readonly observation: Observation;
  /** What happened since the check before, one line for a person each. */
  readonly happened: readonly string[];
}

/** What the checks of a scenario saw. */
export interface Course {
  readonly checks: readonly Check[];
  readonly idOf: (name: string) => string | undefined;
  readonly nameOf: (id: string) => string;
}

/** The scheduler of a variant with another seed than the first is up to so late. */
const latestSeconds = 8;

/** Lets a scenario happen, and looks at it. What is seen does not depend on who judges it. */
export function play(scenario: Scenario, { everySeconds, offsetSeconds, seed }: Variant): Course {
  const clock = new VirtualClock();
  const beginning = clock.now();
  const cluster = new SimulatedWorkspace({ ...scenario.workspace, clock, seed });
  const random = new SeededRandom(seed);
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
  for (let due = offsetSeconds; due <= scenario.lastsSeconds; due += everySeconds) {
    passTo(due + (seed === 1 ? 0 : Math.floor(random.next() * latestSeconds)));
    if (isAsleep(scenario, due)) continue;
    const observation = withLive(observer.observe(), scenario, cluster);
    checksSinceDisturbed += 1;
    const seenAtSeconds = secondsBetween(beginning, clock.now());
    checks.push({ takenAt: plusSeconds(beginning, due), seenAtSeconds, observation, happened });
    happened = [];
  }
  const nameById = new Map([...names].map(([name, id]) => [id, name]));
  return { checks, idOf: (name) => names.get(name), nameOf: (id) => nameById.get(id) ?? id.slice(0, 8) };
}

/** What was seen, with what each instance tells itself, where it is asked. */
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
