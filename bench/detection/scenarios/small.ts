import { lost, unreachable } from '../causes.ts';
import { hour, minute, type Scenario } from '../scenario.ts';
import { hang, kill, restart, start, wake } from './steps.ts';

const begins = 20 * minute;
const mends = 60 * minute;
const lasts = 100 * minute;
const during = { from: begins, until: mends };

const outage = unreachable({ what: 'nobody answers', ...during });

const clocks = [
  ['right', 0],
  ['two hours ahead', 2 * hour],
  ['two hours behind', -2 * hour],
  ['a minute and a half behind', -90],
  ['a minute ahead', 60],
] as const;

/** Workspaces of one process, whose heartbeats only the date of the answer can be held against, and of two. */
export const small: readonly Scenario[] = [
  ...clocks.flatMap(([clock, databaseClockSkewSeconds]): Scenario[] => {
    const one = { workspace: { instances: 1, databaseClockSkewSeconds }, lastsSeconds: lasts };
    return [
      { name: `the only process lives on, database clock ${clock}`, ...one, script: [], causes: [] },
      {
        name: `the only process is killed, and another starts much later, database clock ${clock}`,
        ...one,
        script: [kill('a', begins), start(mends)],
        causes: [outage],
      },
      {
        name: `the only process restarts, database clock ${clock}`,
        ...one,
        script: [restart('a', begins)],
        causes: [],
      },
      {
        name: `one of two is killed, and another starts much later, database clock ${clock}`,
        workspace: { instances: 2, databaseClockSkewSeconds },
        lastsSeconds: lasts,
        script: [kill('a', begins), start(mends)],
        causes: [lost('a', { what: 'a is gone', ...during, endReasons: ['replaced'] })],
      },
    ];
  }),
  {
    name: 'the only process hangs and wakes up much later',
    workspace: { instances: 1 },
    lastsSeconds: lasts,
    script: [hang('a', begins), wake('a', mends)],
    causes: [outage],
  },
  {
    name: 'the only process hangs for twenty seconds',
    workspace: { instances: 1 },
    lastsSeconds: lasts,
    script: [hang('a', begins), wake('a', begins + 20)],
    causes: [],
  },
  {
    name: 'one of two hangs and wakes up much later',
    workspace: { instances: 2 },
    lastsSeconds: lasts,
    script: [hang('a', begins), wake('a', mends)],
    causes: [lost('a', { what: 'a hangs', ...during, endReasons: ['returned'] })],
  },
  {
    name: 'one of two restarts',
    workspace: { instances: 2 },
    lastsSeconds: lasts,
    script: [restart('a', begins)],
    causes: [],
  },
];
