import { lost, restarting, shownFrom, unreachable } from '../causes.ts';
import { type Cause, hour, minute, type Scenario, type Step } from '../scenario.ts';
import { deploy, kill, names, restart } from './steps.ts';

const begins = 20 * minute;
const lasts = 100 * minute;

interface Loop {
  readonly downSeconds: number;
  readonly upSeconds: number;
  readonly times: number;
}

const periodOf = ({ downSeconds, upSeconds }: Loop): number => downSeconds + upSeconds;
const endOf = (loop: Loop): number => begins + (loop.times - 1) * periodOf(loop) + loop.downSeconds;

/** A process that is dead for so long after it was alive for so long, again and again; the last one stays. */
const stepsOf = (name: string, loop: Loop): Step[] =>
  Array.from({ length: loop.times }, (_, turn) =>
    restart(name, begins + turn * periodOf(loop), { downSeconds: loop.downSeconds }),
  );

const causeOf = (name: string, loop: Loop): Cause =>
  restarting({
    what: `${name} restarts again and again`,
    from: begins,
    until: endOf(loop),
    periodSeconds: periodOf(loop),
  });

const loops: ReadonlyArray<readonly [name: string, loop: Loop]> = [
  ['alive for 30 s, dead for 5 s', { upSeconds: 30, downSeconds: 5, times: 100 }],
  ['alive for 90 s, dead for 30 s', { upSeconds: 90, downSeconds: 30, times: 30 }],
  ['alive for 2 minutes, dead for 2', { upSeconds: 2 * minute, downSeconds: 2 * minute, times: 20 }],
  ['alive for a minute, dead for 5', { upSeconds: minute, downSeconds: 5 * minute, times: 20 }],
];

const onTwoHosts: Loop = { upSeconds: 70, downSeconds: 20, times: 30 };
const endless: Loop = { upSeconds: 90, downSeconds: 30, times: 15 };
const diesForGood = begins + endless.times * periodOf(endless);

/** Processes that end and come back. */
export const restarts: readonly Scenario[] = [
  ...(['fixed', 'per-process', 'localhost'] as const).map((places): Scenario => ({
    name: `a process restarts, places ${places}`,
    workspace: { places },
    lastsSeconds: lasts,
    script: [restart('b', begins)],
    causes: [],
  })),
  {
    name: 'a process takes two and a half minutes to restart',
    lastsSeconds: lasts,
    script: [restart('b', begins, { downSeconds: 150 }, 'new b')],
    causes: [lost('b', { what: 'b is gone', from: begins, until: begins + 150, endReasons: ['replaced'] })],
  },
  {
    name: 'two processes restart at the same time',
    workspace: { instances: 5, places: 'localhost' },
    lastsSeconds: lasts,
    script: [restart('b', begins), restart('d', begins)],
    causes: [],
  },
  ...(['fixed', 'per-process', 'localhost'] as const).map((places): Scenario => ({
    name: `all processes restart at once, places ${places}`,
    workspace: { places },
    lastsSeconds: lasts,
    script: names(3).map((name) => restart(name, begins)),
    causes: [],
  })),
  {
    name: 'all processes restart at once and take four minutes',
    lastsSeconds: lasts,
    script: names(3).map((name) => restart(name, begins, { downSeconds: 4 * minute })),
    causes: [unreachable({ what: 'nobody answers', from: begins, until: begins + 4 * minute })],
  },
  {
    name: 'a process restarts every twenty minutes',
    lastsSeconds: 3 * hour,
    script: Array.from({ length: 6 }, (_, turn) => restart('b', begins + turn * 20 * minute)),
    causes: [],
  },
  {
    name: 'the weekly restart: each process in turn, three minutes apart',
    workspace: { instances: 5 },
    lastsSeconds: lasts,
    script: names(5).map((name, turn) => restart(name, begins + turn * 3 * minute)),
    causes: [],
  },
  ...loops.flatMap(([name, loop]) =>
    (['fixed', 'localhost'] as const).map((places): Scenario => ({
      name: `a restart loop: ${name}, places ${places}`,
      workspace: { places },
      lastsSeconds: endOf(loop) + hour,
      script: stepsOf('b', loop),
      causes: [causeOf('b', loop)],
    })),
  ),
  {
    name: 'a restart loop on each of two hosts',
    workspace: { instances: 4 },
    lastsSeconds: endOf(onTwoHosts) + hour,
    script: ['b', 'd'].flatMap((name) => stepsOf(name, onTwoHosts)),
    causes: ['b', 'd'].map((name) => causeOf(name, onTwoHosts)),
  },
  {
    name: 'a restart loop that ends with nothing in its place',
    lastsSeconds: diesForGood + hour,
    script: [...stepsOf('b', endless), kill('b', diesForGood)],
    causes: [
      causeOf('b', endless),
      // Until the replacement window is over it may be just another turn.
      shownFrom(diesForGood + 7 * minute, lost(null, { what: 'b is gone for good', from: diesForGood })),
    ],
  },
  ...([4, 10] as const).map((minutes): Scenario => ({
    name: `a deploy and its rollback ${minutes} minutes later`,
    lastsSeconds: 2 * hour,
    script: [deploy({ style: 'surge' }, begins), deploy({ style: 'surge' }, begins + minutes * minute)],
    causes: [],
  })),
  {
    name: 'three deploys within a quarter of an hour',
    lastsSeconds: 2 * hour,
    script: [0, 4, 8].map((minutes) => deploy({ style: 'surge' }, begins + minutes * minute)),
    causes: [],
  },
];
