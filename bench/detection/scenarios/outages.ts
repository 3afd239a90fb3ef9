import { degraded, disconnected, lost, often, unauthorized, unreachable } from '../causes.ts';
import { minute, type Scenario } from '../scenario.ts';
import { cutOff, deploy, disturb, hang, heal, kill, part, restore, start, wake } from './steps.ts';

const begins = 20 * minute;
const mends = 50 * minute;
const lasts = 100 * minute;
const during = { from: begins, until: mends };

/** An empty list is confirmed first. */
const afterOneCheck = { earliestSeconds: 0, latestSeconds: 6 * minute };
const outage = unreachable({ what: 'nobody answers', ...during });
const refusal = unauthorized({ what: 'the credentials are refused', ...during });

/** Calls that fail, alone and in the middle of something else. */
export const outages: readonly Scenario[] = [
  ...(
    ['internal-error', 'bad-gateway', 'html', 'unsuccessful', 'hang', 'reset', 'rate-limited', 'database-lost'] as const
  ).map((fault): Scenario => ({
    name: `half an hour without an answer: ${fault}`,
    lastsSeconds: lasts,
    script: [cutOff(fault, begins), restore(mends)],
    causes: [outage],
  })),
  {
    name: 'half an hour in which no process has its broker',
    lastsSeconds: lasts,
    script: [cutOff('degraded', begins), restore(mends)],
    causes: [degraded({ what: 'no process has its broker', ...during })],
  },
  ...(['cloudflare-challenge', 'basic-auth', 'forbidden-by-proxy'] as const).map((fault): Scenario => ({
    name: `half an hour in which a proxy refuses: ${fault}`,
    lastsSeconds: lasts,
    script: [cutOff(fault, begins), restore(mends)],
    causes: [outage],
  })),
  ...(['unauthorized', 'forbidden', 'forbidden-as-401'] as const).map((fault): Scenario => ({
    name: `half an hour of refused credentials: ${fault}`,
    lastsSeconds: lasts,
    script: [cutOff(fault, begins), restore(mends)],
    causes: [refusal],
  })),
  {
    name: 'one check fails',
    lastsSeconds: lasts,
    script: [disturb('the next check fails', begins, (check) => (check === 0 ? 'bad-gateway' : null))],
    causes: [],
  },
  {
    name: 'every other check fails for two hours',
    lastsSeconds: 2 * lasts,
    script: [
      disturb('every other check fails', begins, (check) => (check % 2 === 0 ? 'bad-gateway' : null)),
      disturb('no check fails', begins + 120 * minute, null),
    ],
    causes: [often(['unreachable'], { what: 'every other check fails', from: begins, until: begins + 120 * minute })],
  },
  {
    name: 'a process is killed while every other check fails',
    lastsSeconds: lasts,
    script: [
      disturb('every other check fails', begins, (check) => (check % 2 === 0 ? 'hang' : null)),
      kill('b', begins + 10 * minute),
    ],
    causes: [
      often(['unreachable'], { what: 'every other check fails', from: begins }),
      lost('b', { what: 'b is gone', from: begins + 10 * minute }),
    ],
  },
  {
    name: 'an outage turns into refused credentials',
    lastsSeconds: lasts,
    script: [cutOff('bad-gateway', begins), cutOff('unauthorized', begins + 20 * minute), restore(mends)],
    causes: [
      {
        ...unreachable({ ...during, what: 'nobody answers', until: begins + 20 * minute }),
        endReasons: ['superseded'],
      },
      unauthorized({ ...during, what: 'the credentials are refused', from: begins + 20 * minute }),
    ],
  },
  {
    name: 'a process has just died when an outage begins, and is still gone after it',
    lastsSeconds: lasts,
    script: [kill('b', begins - 50), cutOff('service-unavailable', begins), restore(mends)],
    causes: [outage, lost('b', { what: 'b is gone', from: begins - 50 })],
  },
  {
    name: 'a process dies during an outage',
    lastsSeconds: lasts,
    script: [cutOff('hang', begins), kill('b', begins + 10 * minute), restore(mends)],
    causes: [outage, lost('b', { what: 'b is gone', from: begins + 10 * minute })],
  },
  {
    name: 'a process dies and is replaced during an outage',
    lastsSeconds: lasts,
    script: [
      cutOff('bad-gateway', begins),
      kill('b', begins + 8 * minute),
      start(begins + 16 * minute),
      restore(mends),
    ],
    causes: [outage],
  },
  {
    name: 'a process hangs and wakes up during an outage',
    lastsSeconds: lasts,
    script: [cutOff('reset', begins), hang('b', begins + 8 * minute), wake('b', begins + 16 * minute), restore(mends)],
    causes: [outage],
  },
  {
    name: 'a process that was reported lost is replaced during an outage',
    lastsSeconds: 2 * lasts,
    script: [kill('b', begins), cutOff('bad-gateway', mends), start(mends + 15 * minute), restore(mends + 30 * minute)],
    causes: [
      // Nobody can know of its end before the outage's.
      lost('b', { what: 'b is gone', from: begins, until: mends + 30 * minute, endReasons: ['replaced'] }),
      unreachable({ what: 'nobody answers', from: mends, until: mends + 30 * minute }),
    ],
  },
  {
    name: 'a partition begins before an outage and heals in it',
    lastsSeconds: 2 * lasts,
    script: [
      part(['b'], ['a', 'c'], begins),
      cutOff('bad-gateway', mends),
      heal(mends + 10 * minute),
      restore(mends + 30 * minute),
    ],
    causes: [
      disconnected(['b'], { what: 'b is cut off', from: begins, until: mends + 30 * minute, endShownWithin: 5 }),
      unreachable({ what: 'nobody answers', from: mends, until: mends + 30 * minute }),
    ],
  },
  {
    name: 'the token is revoked while a process is gone, and renewed',
    lastsSeconds: lasts,
    script: [kill('b', begins - 15 * minute), cutOff('unauthorized', begins), restore(mends)],
    causes: [lost('b', { what: 'b is gone', from: begins - 15 * minute }), refusal],
  },
  {
    name: 'the list is empty once',
    lastsSeconds: lasts,
    script: [disturb('the next list is empty', begins, (check) => (check === 0 ? 'empty' : null))],
    causes: [],
  },
  {
    name: 'every fourth list is empty',
    lastsSeconds: lasts,
    script: [disturb('every fourth list is empty', begins, (check) => (check % 4 === 0 ? 'empty' : null))],
    causes: [],
  },
  {
    name: 'the list is empty twice',
    lastsSeconds: lasts,
    script: [disturb('the next two lists are empty', begins, (check) => (check < 2 ? 'empty' : null))],
    causes: [],
  },
  {
    name: 'the list is empty for half an hour',
    lastsSeconds: lasts,
    script: [cutOff('empty', begins), restore(mends)],
    causes: [unreachable({ what: 'nobody is listed', ...during, visibleAfter: afterOneCheck })],
  },
  {
    name: 'the list is empty once in a rolling deploy',
    workspace: { places: 'per-process' },
    lastsSeconds: lasts,
    script: [
      deploy({ style: 'recreate' }, begins - minute),
      disturb('the next list is empty', begins, (check) => (check === 0 ? 'empty' : null)),
    ],
    causes: [],
  },
  {
    name: 'no checks are made for half an hour, in which a process dies',
    lastsSeconds: lasts,
    asleep: { fromSeconds: begins, untilSeconds: mends },
    script: [kill('b', begins + 5 * minute)],
    causes: [lost('b', { what: 'b is gone', from: begins + 5 * minute })],
  },
];
