import { ifSeen, lost, lostTogether, shownFrom, stale, unreachable } from '../causes.ts';
import { hour, minute, type Scenario } from '../scenario.ts';
import { hang, kill, names, restart, scale, start, stop, wake } from './steps.ts';

const begins = 20 * minute;
const mends = 60 * minute;
const lasts = 100 * minute;

const bIsGone = { what: 'b is gone', from: begins };
const bHangs = { what: 'b hangs', from: begins, endReasons: ['returned'] } as const;

/** Processes that die or hang, and what becomes of them. */
export const losses: readonly Scenario[] = [
  {
    name: 'a process is killed',
    lastsSeconds: lasts,
    script: [kill('b', begins)],
    causes: [lost('b', bIsGone)],
  },
  {
    name: 'a process is stopped cleanly',
    lastsSeconds: lasts,
    script: [stop('b', begins)],
    causes: [lost('b', bIsGone)],
  },
  ...(['fixed', 'per-process', 'localhost'] as const).map((places): Scenario => ({
    name: `a process is killed and another started much later, places ${places}`,
    workspace: { places },
    lastsSeconds: lasts,
    script: [kill('b', begins), start(mends)],
    causes: [lost('b', { ...bIsGone, until: mends, endReasons: ['replaced'] })],
  })),
  {
    name: 'a process is killed and another started three minutes later',
    lastsSeconds: lasts,
    script: [kill('b', begins), start(begins + 3 * minute)],
    causes: [lost('b', { ...bIsGone, until: begins + 3 * minute, endReasons: ['replaced'] })],
  },
  {
    name: 'a process is killed and nobody cares for a day',
    lastsSeconds: 26 * hour,
    script: [kill('b', begins)],
    causes: [lost('b', { ...bIsGone, endReasons: ['accepted'] })],
  },
  {
    name: 'a host dies with two processes on it',
    workspace: { instances: 5 },
    lastsSeconds: lasts,
    script: [kill(['b', 'c'], begins), start(mends, 2)],
    causes: [lostTogether(['b', 'c'], { what: 'b and c are gone', from: begins, until: mends })],
  },
  {
    name: 'all but one of five die at once',
    workspace: { instances: 5 },
    lastsSeconds: lasts,
    script: [kill(names(4, 1), begins)],
    causes: [lostTogether(names(4, 1), { what: 'four of five are gone', from: begins })],
  },
  {
    name: 'two processes die twenty minutes apart',
    lastsSeconds: lasts,
    script: [kill('b', begins), kill('c', begins + 20 * minute)],
    causes: [lost('b', bIsGone), lost('c', { what: 'c is gone', from: begins + 20 * minute })],
  },
  {
    name: 'all processes die, and others start much later',
    lastsSeconds: lasts,
    script: [kill(names(3), begins), start(mends, 3)],
    causes: [unreachable({ what: 'nobody answers', from: begins, until: mends })],
  },
  {
    name: 'a process hangs and wakes up much later',
    lastsSeconds: lasts,
    script: [hang('b', begins), wake('b', mends)],
    causes: [lost('b', { ...bHangs, until: mends })],
  },
  {
    name: 'a process hangs for half a minute',
    lastsSeconds: lasts,
    script: [hang('b', begins), wake('b', begins + 30)],
    causes: [],
  },
  {
    name: 'a process hangs for four minutes',
    lastsSeconds: lasts,
    script: [hang('b', begins), wake('b', begins + 4 * minute)],
    causes: [lost('b', { ...bHangs, until: begins + 4 * minute })],
  },
  {
    name: 'a process hangs, is killed much later, and another starts',
    lastsSeconds: lasts,
    script: [hang('b', begins), kill('b', mends), start(mends + 20)],
    causes: [lost('b', { ...bHangs, until: mends + 20, endReasons: ['replaced'] })],
  },
  {
    name: 'a process hangs behind a load balancer that never finds out',
    workspace: { healthCheckSeconds: null },
    lastsSeconds: lasts,
    script: [hang('b', begins), wake('b', mends)],
    causes: [lost('b', { ...bHangs, until: mends })],
  },
  {
    name: 'the process that answers all calls hangs, and the load balancer never finds out',
    workspace: { healthCheckSeconds: null, loadBalancer: 'sticky' },
    lastsSeconds: lasts,
    script: [hang('a', begins), wake('a', mends)],
    causes: [unreachable({ what: 'nobody answers', from: begins, until: mends })],
  },
  {
    name: 'a process hangs and wakes up, then another does',
    lastsSeconds: lasts,
    script: [
      hang('b', begins),
      wake('b', begins + 25 * minute),
      hang('c', begins + 30 * minute),
      wake('c', begins + 60 * minute),
    ],
    causes: [
      lost('b', { ...bHangs, until: begins + 25 * minute }),
      lost('c', { ...bHangs, what: 'c hangs', from: begins + 30 * minute, until: begins + 60 * minute }),
    ],
  },
  {
    name: 'a process hangs for a quarter of an hour three times',
    lastsSeconds: 3 * hour,
    script: [0, 40, 80].flatMap((minutes) => [
      hang('b', begins + minutes * minute),
      wake('b', begins + (minutes + 15) * minute),
    ]),
    causes: [0, 40, 80].map((minutes, turn) =>
      lost('b', {
        ...bHangs,
        from: begins + minutes * minute,
        until: begins + (minutes + 15) * minute,
        resolveAfterSeconds: 2 * minute * 2 ** turn,
      }),
    ),
  },
  {
    name: 'a cluster of five is scaled down to three',
    workspace: { instances: 5 },
    lastsSeconds: lasts,
    script: [scale(3, begins)],
    causes: [lostTogether(['d', 'e'], { what: 'd and e are gone', from: begins })],
  },
  {
    name: 'a cluster of five is scaled down to three and up again',
    workspace: { instances: 5 },
    lastsSeconds: lasts,
    script: [scale(3, begins), scale(5, mends - 20)],
    causes: [
      lostTogether(['d', 'e'], { what: 'd and e are gone', from: begins, until: mends, endReasons: ['replaced'] }),
    ],
  },
  {
    // Within the replacement window a newcomer excuses a loss: they cannot be distinguished from a replacement.
    name: 'a process dies two minutes after the cluster was scaled up',
    lastsSeconds: lasts,
    script: [scale(6, begins - 2 * minute), kill('b', begins)],
    causes: [],
  },
  {
    name: 'two of five die three minutes after they were started',
    lastsSeconds: lasts,
    script: [start(begins, 2), kill(['more 0', 'more 1'], begins + 3 * minute)],
    causes: [
      ifSeen(
        { surely: [begins + 20, begins + 3 * minute], possibly: [begins, begins + 4 * minute] },
        lost(null, { what: 'the new ones are gone', from: begins + 3 * minute }),
      ),
    ],
  },
  {
    // By count, nobody can know which of the two was replaced; until both are seen lost, it seems to be the first.
    name: 'a process hangs, and two minutes later another restarts under a new address',
    workspace: { places: 'per-process' },
    lastsSeconds: lasts,
    script: [hang('b', begins), restart('c', begins + 2 * minute), wake('b', mends)],
    causes: [
      shownFrom(
        begins + 2 * minute + stale.latestSeconds,
        lost(null, { what: 'one is missing', from: begins, until: mends, comesAndGoes: true }),
      ),
    ],
  },
  {
    name: 'all but the one that answers hang at once',
    workspace: { loadBalancer: 'sticky', instances: 4 },
    lastsSeconds: lasts,
    script: [...names(3, 1).map((name) => hang(name, begins)), ...names(3, 1).map((name) => wake(name, mends))],
    causes: [
      lostTogether(names(3, 1), { what: 'b, c and d hang', from: begins, until: mends, endReasons: ['returned'] }),
    ],
  },
  {
    // Whether it was ever seen fresh hangs on the first check.
    name: 'the first check finds a dead process still listed',
    lastsSeconds: lasts,
    script: [kill('b', 0)],
    causes: [
      ifSeen(
        { surely: [0, stale.earliestSeconds], possibly: [0, stale.latestSeconds] },
        lost('b', { what: 'b is gone', from: 0 }),
      ),
    ],
  },
];
