import { disconnected, unreachable } from '../causes.ts';
import { minute, type Scenario } from '../scenario.ts';
import { heal, part, stallDatabase } from './steps.ts';

const begins = 20 * minute;
const lasts = 100 * minute;
/** From when on no record is left: each expires after a minute, and the sweep comes every minute. */
const allExpiredAfter = 2 * minute;

/** A database that no process reaches: their records age together and expire, and each registers again afterwards. */
export const database: readonly Scenario[] = [
  {
    name: 'the database stalls for half a minute',
    lastsSeconds: lasts,
    script: [stallDatabase(30, begins)],
    causes: [],
  },
  {
    // Every record expires; none is listed for less than the two checks that make sure of it.
    name: 'the database stalls for two minutes',
    lastsSeconds: lasts,
    script: [stallDatabase(130, begins)],
    causes: [],
  },
  {
    // An empty list shows nothing of the instances: it is no answer.
    name: 'the database stalls for half an hour',
    lastsSeconds: lasts,
    script: [stallDatabase(30 * minute, begins)],
    causes: [
      unreachable({
        what: 'every record expires',
        from: begins,
        until: begins + 30 * minute + 11,
        visibleAfter: { earliestSeconds: minute, latestSeconds: allExpiredAfter + 7 * minute },
      }),
    ],
  },
  {
    name: 'the database stalls for a minute and a half four times an hour',
    lastsSeconds: 2 * lasts,
    script: [0, 15, 30, 45].map((minutes) => stallDatabase(90, begins + minutes * minute)),
    causes: [],
  },
  {
    name: 'the database of a workspace of one stalls for two minutes',
    workspace: { instances: 1 },
    lastsSeconds: lasts,
    script: [stallDatabase(130, begins)],
    causes: [],
  },
  {
    name: 'the database stalls for a minute and a half during a partition',
    lastsSeconds: 2 * lasts,
    script: [part(['b'], ['a', 'c'], begins), stallDatabase(90, begins + 30 * minute), heal(begins + 60 * minute)],
    causes: [
      disconnected(['b'], { what: 'b is cut off', from: begins, until: begins + 60 * minute, endShownWithin: 5 }),
    ],
  },
];
