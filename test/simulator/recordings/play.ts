import { Api } from '../../../simulator/api.ts';
import { VirtualClock } from '../../../simulator/clock.ts';
import type { Answer } from '../../../simulator/faults.ts';
import { simulatedCredentials, type WorkspaceOptions } from '../../../simulator/options.ts';
import type { StartOptions } from '../../../simulator/process-factory.ts';
import { SimulatedWorkspace } from '../../../simulator/workspace.ts';
import type { RecordedCall } from '../../fixtures/recordings.ts';
import { toTimestamp } from '../../../core/base/time.ts';

/** What a step has at hand. Processes go by the last number of their address, the younger one where two share it. */
export interface Cluster {
  readonly workspace: SimulatedWorkspace;
  readonly id: (name: string) => string;
  /** Starts a process, and gives it that name. */
  readonly start: (name: string, options?: StartOptions) => void;
}

/** Something that happens, at a time of the day of the recordings. */
export type Step = readonly [at: string, act: (cluster: Cluster) => void];

export interface CourseOfEvents {
  readonly begins: string;
  readonly ends: string;
  readonly options: Omit<WorkspaceOptions, 'clock' | 'seed'>;
  /** The names of those that run from the beginning. */
  readonly names: readonly string[];
  readonly steps: readonly Step[];
}

/** The first call of each watch, and how often it asks. */
const watches = [
  { afterSeconds: 2, everySeconds: 60 },
  { afterSeconds: 2.1, everySeconds: 10 },
];
const patienceSeconds = 10;

const timeOf = (ofDay: string): number => Date.parse(`2026-11-27T${ofDay}.000Z`);

/** Lets a course of events happen in the simulator, asked as the real clusters were. */
export function play({ begins, ends, options, names, steps }: CourseOfEvents, seed: number): readonly RecordedCall[] {
  const clock = new VirtualClock(toTimestamp(new Date(timeOf(begins))));
  const workspace = new SimulatedWorkspace({ ...options, clock, seed });
  const ids = new Map(names.map((name, index) => [name, workspace.instances[index]?.id ?? '']));
  const cluster: Cluster = {
    workspace,
    id: (name) => ids.get(name) ?? '',
    start: (name, start = {}) => {
      ids.set(name, workspace.start(start));
    },
  };
  const api = new Api(workspace);
  const calls: RecordedCall[] = [];
  const call = (): void => {
    const at = clock.now();
    calls.push(recorded(api.answer({ ...request, ...simulatedCredentials }), at));
  };
  const moments = [
    ...steps.map(([at, act]) => ({
      at: timeOf(at),
      happens: () => {
        act(cluster);
      },
    })),
    ...watches.flatMap((watch) => callTimes(watch, timeOf(begins), timeOf(ends)).map((at) => ({ at, happens: call }))),
  ];
  for (const { at, happens } of moments.toSorted((a, b) => a.at - b.at)) {
    clock.advance((at - Date.parse(clock.now())) / 1000);
    happens();
  }
  return calls.toSorted((a, b) => a.at.localeCompare(b.at));
}

const request = { method: 'GET', path: '/api/v1/instances.get', remoteAddress: '127.0.0.1' };

const callTimes = ({ afterSeconds, everySeconds }: (typeof watches)[number], from: number, to: number): number[] =>
  Array.from(
    { length: Math.floor((to - from) / 1000 / everySeconds) },
    (_, index) => from + (afterSeconds + index * everySeconds) * 1000,
  );

function recorded(answer: Answer, at: string): RecordedCall {
  switch (answer.kind) {
    case 'response': {
      const { status, headers, body } = answer;
      return { at, milliseconds: 6, status, headers: { ...headers }, body: JSON.parse(body) };
    }
    case 'late':
      if (answer.afterSeconds < patienceSeconds) return recorded(answer.answer, later(at, answer.afterSeconds));
      break;
    case 'hang':
    case 'unfinished':
    case 'reset':
  }
  return { at: later(at, patienceSeconds), milliseconds: 10_000, error: 'timeout' };
}

const later = (at: string, seconds: number): string => new Date(Date.parse(at) + seconds * 1000).toISOString();
