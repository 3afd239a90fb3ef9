import { disconnected, lost, lostTogether, restarting } from '../causes.ts';
import { hour, minute, type Scenario } from '../scenario.ts';
import { deploy, hang, kill, loseNats, names, regainNats, restart, start, wake } from './steps.ts';

const begins = 20 * minute;
const mends = 60 * minute;
const lasts = 2 * hour;
const during = { from: begins, until: mends };
/** Every process is listed as `localhost`. */
const cluster = { workspace: { mode: 'nats' }, lastsSeconds: lasts } as const;
const loop = { downSeconds: 30, upSeconds: 90, times: 20 };
const loopEnds = begins + (loop.times - 1) * (loop.downSeconds + loop.upSeconds) + loop.downSeconds;

/** A monolith over NATS: a peer that is gone is called connected for one to two minutes, and no place is known. */
export const nats: readonly Scenario[] = [
  { name: 'over NATS: all is well', ...cluster, script: [], causes: [] },
  {
    name: 'over NATS: a process is killed, and another started much later',
    ...cluster,
    script: [kill('b', begins), start(mends)],
    causes: [lost('b', { what: 'b is gone', ...during, endReasons: ['replaced'] })],
  },
  {
    name: 'over NATS: a process hangs and wakes up much later',
    ...cluster,
    script: [hang('b', begins), wake('b', mends)],
    causes: [lost('b', { what: 'b hangs', ...during, endReasons: ['returned'] })],
  },
  {
    name: 'over NATS: two of five are killed',
    ...cluster,
    workspace: { mode: 'nats', instances: 5 },
    script: [kill(['b', 'c'], begins)],
    causes: [lostTogether(['b', 'c'], { what: 'b and c are gone', from: begins })],
  },
  {
    name: 'over NATS: the NATS server is gone for 40 minutes',
    ...cluster,
    script: [loseNats(begins), regainNats(mends)],
    causes: [
      disconnected([], {
        what: 'nobody is connected',
        ...during,
        visibleAfter: { earliestSeconds: 0, latestSeconds: 2 * minute + 5 },
        endShownWithin: 5,
      }),
    ],
  },
  {
    name: 'over NATS: the NATS server is gone for half a minute',
    ...cluster,
    script: [loseNats(begins), regainNats(begins + 30)],
    causes: [],
  },
  ...(['surge', 'recreate'] as const).map((style): Scenario => ({
    name: `over NATS: a rolling deploy, ${style}`,
    ...cluster,
    script: [deploy({ style }, begins)],
    causes: [],
  })),
  {
    name: 'over NATS: a process restarts',
    ...cluster,
    script: [restart('b', begins)],
    causes: [],
  },
  {
    name: 'over NATS: all processes restart at once',
    ...cluster,
    script: names(3).map((name) => restart(name, begins)),
    causes: [],
  },
  {
    name: 'over NATS: a restart loop',
    ...cluster,
    lastsSeconds: loopEnds + 2 * hour,
    teachesAuto: true,
    script: Array.from({ length: loop.times }, (_, turn) =>
      restart('b', begins + turn * (loop.downSeconds + loop.upSeconds), { downSeconds: loop.downSeconds }),
    ),
    causes: [
      restarting({
        what: 'b restarts again and again',
        from: begins,
        until: loopEnds,
        periodSeconds: loop.downSeconds + loop.upSeconds,
      }),
    ],
  },
];
