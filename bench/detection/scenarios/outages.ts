import { disconnected, lost, lostTogether, perhaps, shownFrom, unauthorized, unreachable } from '../causes.ts';
import { type Cause, minute, type Scenario } from '../scenario.ts';
import { cutOff, deploy, disturb, hang, heal, kill, names, part, restore, start, wake } from './steps.ts';

const begins = 20 * minute;
const mends = 50 * minute;
const lasts = 100 * minute;
const during = { from: begins, until: mends };

const outage = unreachable({ what: 'nobody answers', ...during });
const refusal = unauthorized({ what: 'the credentials are refused', ...during });

/** Where every other check fails, what there is to see is seen at twice the interval. */
const seenHalfAsOften = (cause: Cause): Cause => ({
  ...cause,
  expected: (everySeconds) => cause.expected(2 * everySeconds),
});

/** Calls that fail, alone and in the middle of something else. */
export const outages: readonly Scenario[] = [
  ...(
    ['internal-error', 'bad-gateway', 'html', 'unsuccessful', 'hang', 'reset', 'rate-limited', 'degraded'] as const
  ).map((fault): Scenario => ({
    name: `half an hour without an answer: ${fault}`,
    lastsSeconds: lasts,
    script: [cutOff(fault, begins), restore(mends)],
    causes: [outage],
  })),
  ...(['unauthorized', 'forbidden'] as const).map((fault): Scenario => ({
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
    name: 'every other check fails for an hour',
    lastsSeconds: lasts,
    script: [
      disturb('every other check fails', begins, (check) => (check % 2 === 0 ? 'bad-gateway' : null)),
      disturb('no check fails', begins + 60 * minute, null),
    ],
    causes: [],
  },
  {
    name: 'a process is killed while every other check fails',
    lastsSeconds: lasts,
    script: [
      disturb('every other check fails', begins, (check) => (check % 2 === 0 ? 'hang' : null)),
      kill('b', begins + 10 * minute),
    ],
    causes: [seenHalfAsOften(lost('b', { what: 'b is gone', from: begins + 10 * minute }))],
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
    causes: [outage, shownFrom(mends, lost('b', { what: 'b is gone', from: begins - 50 }))],
  },
  {
    name: 'a process dies during an outage',
    lastsSeconds: lasts,
    script: [cutOff('hang', begins), kill('b', begins + 10 * minute), restore(mends)],
    causes: [outage, shownFrom(mends, lost('b', { what: 'b is gone', from: begins + 10 * minute }))],
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
    name: 'a process that was told lost is replaced during an outage',
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
    // It is believed when it is seen twice, and the rule's minute is over by then.
    name: 'the list is empty twice',
    lastsSeconds: lasts,
    script: [disturb('the next two lists are empty', begins, (check) => (check < 2 ? 'empty' : null))],
    causes: [
      perhaps(
        lostTogether(names(3), {
          what: 'nobody is listed',
          from: begins,
          until: begins + 11 * minute,
          comesAndGoes: true,
        }),
      ),
    ],
  },
  {
    name: 'the list is empty for half an hour',
    lastsSeconds: lasts,
    script: [cutOff('empty', begins), restore(mends)],
    causes: [lostTogether(names(3), { what: 'nobody is listed', ...during, endReasons: ['returned'] })],
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
    causes: [shownFrom(mends, lost('b', { what: 'b is gone', from: begins + 5 * minute }))],
  },
];
