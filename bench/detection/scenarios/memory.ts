import { lost, lowMemory } from '../causes.ts';
import { minute, type Scenario } from '../scenario.ts';
import { deploy, kill, names, restart, start } from './steps.ts';

const begins = 20 * minute;
const mends = 60 * minute;
const lasts = 100 * minute;

const gibibyte = 1024 ** 3;
const little = { memory: { totalBytes: 4 * gibibyte, freeBytes: Math.round(0.19 * gibibyte) } };
const plenty = { memory: { totalBytes: 16 * gibibyte, freeBytes: 9 * gibibyte } };
/** Processes that start on hosts with little memory left. */
export const memory: readonly Scenario[] = [
  {
    name: 'one of three started low on memory',
    workspace: { instances: [{}, little, {}] },
    lastsSeconds: lasts,
    script: [],
    causes: [lowMemory('b', { what: 'b started low on memory', from: 0 })],
  },
  {
    name: 'a process low on memory in answers that print numbers as text',
    workspace: { instances: [{}, little, {}], shape: 'strings' },
    lastsSeconds: lasts,
    script: [],
    causes: [lowMemory('b', { what: 'b started low on memory', from: 0 })],
  },
  {
    name: 'a process restarts low on memory',
    lastsSeconds: lasts,
    script: [restart('b', begins, little)],
    causes: [lowMemory('b', { what: 'b started low on memory', from: begins + 20 })],
  },
  {
    name: 'a process that started low on memory restarts with more',
    workspace: { instances: [{}, {}, little] },
    lastsSeconds: lasts,
    script: [deploy({ style: 'recreate' }, begins, plenty)],
    causes: [lowMemory('c', { what: 'c started low on memory', from: 0, until: begins + 110 })],
  },
  {
    name: 'a process that started low on memory dies',
    workspace: { instances: [{}, little, {}] },
    lastsSeconds: lasts,
    script: [kill('b', begins), start(mends, 1, plenty)],
    causes: [
      lowMemory('b', { what: 'b started low on memory', from: 0, until: mends }),
      lost('b', { what: 'b is gone', from: begins, until: mends, endReasons: ['replaced'] }),
    ],
  },
  {
    // What starts as low in the same place is the same incident: a deploy adds nothing to it.
    name: 'a rolling deploy of a cluster that is low on memory',
    workspace: { instances: [little, little, little] },
    lastsSeconds: lasts,
    script: [deploy({ style: 'recreate' }, begins, little)],
    causes: names(3).map((name) => lowMemory(name, { what: `${name} started low on memory`, from: 0 })),
  },
];
