import { degraded, disconnected, lost, often } from '../causes.ts';
import { hour, minute, type Scenario } from '../scenario.ts';
import { deploy, hang, heal, kill, loseBroker, names, part, regainBroker, scale, wake } from './steps.ts';

const begins = 20 * minute;
const mends = 80 * minute;
const lasts = 3 * hour;
const during = { from: begins, until: mends };

/** An end must be heard again of everyone who called the connection broken. */
const oneRound = (instances: number) => ({ endShownWithin: instances + 2 });
/** With chance in it, so many checks hold both words of any two of three. */
const byChance = { shownEvery: 6, endShownWithin: 30 };

const loadBalancers = ['round-robin', 'random', 'sticky'] as const;
const partedAB = { what: 'a and b are parted', ...during };
/** Where a third is left that both still reach, hearsay makes everybody call everybody now this, now that. */
const hearsay = { comesAndGoes: true, endShownWithin: 10 };
const linkAB = (of: Partial<Parameters<typeof disconnected>[1]> = {}) =>
  disconnected([], { ...partedAB, ...hearsay, ...of });
const bIsCutOff = { what: 'b is cut off', ...during };
const bFromRest = part(['b'], ['a', 'c'], begins);

/** Networks that break. */
export const partitions: readonly Scenario[] = [
  {
    name: 'two of three lose each other',
    lastsSeconds: lasts,
    script: [part(['a'], ['b'], begins), heal(mends)],
    causes: [linkAB({ shownEvery: 8 })],
  },
  {
    name: 'two of three lose each other behind a random load balancer',
    workspace: { loadBalancer: 'random' },
    lastsSeconds: 6 * hour,
    script: [part(['a'], ['b'], begins), heal(3 * hour)],
    causes: [linkAB({ until: 3 * hour, ...byChance })],
  },
  {
    name: 'two of three lose each other, and only one of them ever answers',
    workspace: { loadBalancer: 'sticky' },
    lastsSeconds: lasts,
    script: [part(['a'], ['b'], begins), heal(mends)],
    causes: [linkAB({ shownEvery: 8 })],
  },
  {
    // It knows of the other two by hearsay.
    name: 'two of three lose each other, and only the third ever answers',
    workspace: { loadBalancer: 'sticky' },
    lastsSeconds: lasts,
    script: [part(['b'], ['c'], begins), heal(mends)],
    causes: [linkAB({ what: 'b and c are parted', shownEvery: 10 })],
  },
  ...loadBalancers.map((loadBalancer): Scenario => ({
    name: `one of three is cut off, ${loadBalancer}`,
    workspace: { loadBalancer },
    lastsSeconds: loadBalancer === 'random' ? 8 * hour : lasts,
    script: [bFromRest, heal(mends)],
    // Who is cut off shows where more than one of the others is heard.
    causes: [
      disconnected(['b'], {
        ...bIsCutOff,
        ...(loadBalancer === 'random' ? byChance : oneRound(3)),
      }),
    ],
  })),
  {
    name: 'two lose each other in a cluster of two',
    workspace: { instances: 2 },
    lastsSeconds: lasts,
    script: [part(['a'], ['b'], begins), heal(mends)],
    causes: [disconnected(['a', 'b'], { ...partedAB, ...oneRound(2) })],
  },
  {
    name: 'a cluster of four breaks in two halves',
    workspace: { instances: 4 },
    lastsSeconds: lasts,
    script: [part(['a', 'b'], ['c', 'd'], begins), heal(mends)],
    causes: [disconnected([], { what: 'a+b and c+d are parted', ...during, shownEvery: 2, ...oneRound(4) })],
  },
  ...loadBalancers.map((loadBalancer): Scenario => ({
    name: `one of ten is cut off, ${loadBalancer}`,
    workspace: { instances: 10, loadBalancer },
    lastsSeconds: 9 * hour,
    script: [part(['b'], ['a', ...names(8, 2)], begins), heal(3 * hour)],
    causes: [
      disconnected(['b'], {
        ...bIsCutOff,
        until: 3 * hour,
        shownEvery: 2,
        endShownWithin: loadBalancer === 'random' ? 60 : 12,
      }),
    ],
  })),
  {
    name: 'a cluster of twenty breaks in two halves',
    workspace: { instances: 20 },
    lastsSeconds: 4 * hour,
    script: [part(names(10), names(10, 10), begins), heal(mends)],
    causes: [disconnected([], { what: 'ten and ten are parted', ...during, ...oneRound(20) })],
  },
  {
    name: 'two pairs of a cluster of six lose each other, one after the other',
    workspace: { instances: 6 },
    lastsSeconds: 4 * hour,
    script: [part(['a'], ['b'], begins), part(['d'], ['e'], begins + 40 * minute), heal(2.5 * hour)],
    causes: [
      disconnected([], { ...partedAB, what: 'two links are cut', until: 2.5 * hour, shownEvery: 10, ...hearsay }),
    ],
  },
  {
    name: 'a partition grows from two to three',
    lastsSeconds: lasts,
    script: [part(['a'], ['b'], begins), part(['a'], ['c'], begins + 20 * minute), heal(mends)],
    causes: [disconnected(['a'], { what: 'a is cut off bit by bit', ...during, ...hearsay, shownEvery: 6 })],
  },
  {
    name: 'a partition of half a minute',
    lastsSeconds: lasts,
    script: [bFromRest, heal(begins + 30)],
    causes: [],
  },
  {
    name: 'a partition of five minutes',
    lastsSeconds: lasts,
    script: [bFromRest, heal(begins + 5 * minute)],
    causes: [disconnected(['b'], { ...bIsCutOff, until: begins + 5 * minute, ...oneRound(3) })],
  },
  {
    name: 'a partition of half a minute every quarter of an hour',
    lastsSeconds: lasts,
    script: [0, 15, 30, 45, 60].flatMap((minutes) => [
      part(['b'], ['a', 'c'], begins + minutes * minute),
      heal(begins + minutes * minute + 30),
    ]),
    causes: [],
  },
  {
    name: 'a link that breaks and mends every 40 seconds for an hour',
    lastsSeconds: lasts,
    script: Array.from({ length: 90 }, (_, turn) => [
      part(['a'], ['b'], begins + turn * 40),
      heal(begins + turn * 40 + 20),
    ]).flat(),
    causes: [linkAB({ shownEvery: 8 })],
  },
  {
    name: 'a cluster is parted from the first check on',
    lastsSeconds: lasts,
    script: [part(['b'], ['a', 'c'], 0), heal(mends)],
    causes: [disconnected(['b'], { ...bIsCutOff, from: 0, shownEvery: 2, ...oneRound(3) })],
  },
  {
    name: 'the process that is cut off dies',
    lastsSeconds: lasts,
    script: [bFromRest, kill('b', mends)],
    causes: [
      disconnected(['b'], { ...bIsCutOff, endShownWithin: 4, endReasons: ['gone', 'superseded', 'reconnected'] }),
      lost('b', { what: 'b is gone', from: mends }),
    ],
  },
  {
    name: 'the process that is cut off hangs, and is connected again as it wakes up',
    lastsSeconds: lasts,
    script: [bFromRest, hang('b', begins + 30 * minute), heal(mends), wake('b', mends)],
    causes: [
      disconnected(['b'], {
        ...bIsCutOff,
        until: begins + 30 * minute,
        endShownWithin: 4,
        endReasons: ['gone', 'superseded', 'reconnected'],
      }),
      lost('b', { what: 'b hangs', from: begins + 30 * minute, until: mends, endReasons: ['returned'] }),
    ],
  },
  {
    name: 'two of five are ended on purpose during a partition',
    workspace: { instances: 5 },
    lastsSeconds: lasts,
    script: [part(['a'], names(4, 1), begins), scale(3, begins + 30 * minute), heal(mends)],
    causes: [
      disconnected(['a'], { what: 'a is cut off', ...during, ...oneRound(5) }),
      lost('d', { what: 'd is gone', from: begins + 30 * minute }),
      lost('e', { what: 'e is gone', from: begins + 30 * minute }),
    ],
  },
  {
    name: 'a rolling deploy replaces a parted cluster',
    lastsSeconds: lasts,
    script: [bFromRest, deploy({ style: 'surge' }, mends)],
    causes: [
      disconnected(['b'], {
        ...bIsCutOff,
        // The deploy takes b's place after two minutes, and its last heartbeat is fresh a little longer.
        endShownWithin: 5,
        endReasons: ['replaced', 'reconnected', 'gone', 'superseded'],
      }),
    ],
  },
  {
    name: 'one of three loses its broker',
    lastsSeconds: lasts,
    script: [loseBroker('b', begins), regainBroker('b', mends)],
    causes: [
      disconnected(['b'], { what: 'b is cut off', ...during, shownEvery: 2, endShownWithin: 5, comesAndGoes: true }),
      often(['degraded'], { what: 'b answers without its broker', ...during }),
    ],
  },
  {
    name: 'the one that answers all calls loses its broker',
    workspace: { loadBalancer: 'sticky' },
    lastsSeconds: lasts,
    script: [loseBroker('a', begins), regainBroker('a', mends)],
    causes: [degraded({ what: 'a answers without its broker', ...during })],
  },
  ...(['flat', 'object', 'grouped'] as const).map((shape): Scenario => ({
    name: `two of three lose each other in answers of the shape ${shape}`,
    workspace: { shape },
    lastsSeconds: lasts,
    script: [part(['a'], ['b'], begins), heal(mends)],
    causes: [linkAB({ shownEvery: 8 })],
  })),
];
