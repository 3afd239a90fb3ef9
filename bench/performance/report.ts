import type { Table } from '../proof-section.ts';
import type { Bundle, Bundles } from './bundles.ts';
import type { Checks } from './checks.ts';
import type { Taken } from './child.ts';
import type { Loads } from './loading.ts';
import { median } from './median.ts';

/** How far above its floor the check may be. */
export const goals = {
  load: 1.15,
  warmCheck: new Map([
    [30, 1.5],
    [300, 2.2],
    [3000, 3],
  ]),
};

type Measure = (one: Taken) => number;
const cpu: Measure = ({ cpuMilliseconds }) => cpuMilliseconds;
const wall: Measure = ({ milliseconds }) => milliseconds;

const medianOf = (taken: readonly Taken[], measure: Measure): number => median(taken.map(measure));

/** How many times more than its floor: the median of pairs that ran one after the other, on a machine as busy. */
const ratio = (taken: readonly Taken[], floor: readonly Taken[], measure: Measure): number =>
  median(taken.flatMap((one, pair) => floor.slice(pair, pair + 1).map((other) => measure(one) / measure(other))));

export const loadRatio = ({ check, floor }: Loads): number => ratio(check, floor, cpu);
export const checkRatio = ({ check, floor }: Checks): number => ratio(check, floor, cpu);

/**
 * How much faster than the number of instances the processor time of a check grows, from one size to the next: at
 * most 1 where it grows no faster than linearly.
 */
const growths = (sizes: readonly Checks[]): readonly number[] =>
  sizes.slice(1).map((larger, index) => {
    const smaller = sizes[index] ?? larger;
    return medianOf(larger.check, cpu) / medianOf(smaller.check, cpu) / (larger.instances / smaller.instances);
  });

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} KB`;
const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
const times = (value: number): string => value.toFixed(2);

export const loadTable = ({ check, floor }: Bundles, loads: Loads): Table => {
  const row = (name: string, { bytes, sourceMapBytes }: Bundle, taken: readonly Taken[]): readonly string[] => [
    name,
    kilobytes(bytes),
    kilobytes(sourceMapBytes),
    milliseconds(medianOf(taken, wall)),
    milliseconds(medianOf(taken, cpu)),
  ];
  return [
    ['', 'code that is loaded', 'its source maps', 'load, median', 'processor time, median'],
    row('the check', check, loads.check),
    row('its floor', floor, loads.floor),
    [
      'ratio',
      times(check.bytes / floor.bytes),
      times(check.sourceMapBytes / floor.sourceMapBytes),
      times(ratio(loads.check, loads.floor, wall)),
      times(loadRatio(loads)),
    ],
  ];
};

export const checkTable = (sizes: readonly Checks[]): Table => [
  ['instances', 'a check', 'its floor', 'ratio', 'an instance', 'first of an hour', 'most memory', 'of the floor'],
  ...sizes.map((size) => [
    size.instances.toLocaleString('en'),
    milliseconds(medianOf(size.check, cpu)),
    milliseconds(medianOf(size.floor, cpu)),
    times(checkRatio(size)),
    `${((1000 * medianOf(size.check, cpu)) / size.instances).toFixed(0)} µs`,
    size.hourly === null ? 'not measured' : milliseconds(cpu(size.hourly.taken)),
    `${maxMemory(size.check)} MB`,
    `${maxMemory(size.floor)} MB`,
  ]),
];

const maxMemory = (taken: readonly Taken[]): number =>
  Math.round(taken.reduce((max, { maxMebibytes }) => Math.max(max, maxMebibytes), 0));

export const callTable = (sizes: readonly Checks[]): Table => [
  ['instances', 'calls of AWS a check', 'units consumed'],
  ...sizes.map(({ instances, calls }) => [
    instances.toLocaleString('en'),
    calls.map(({ name }) => name).join(', '),
    calls.map(({ name, units }) => `${units} (${name.replace(/^.*\./, '')})`).join(', '),
  ]),
];

/** What is above a goal, a line each. */
export function shortfalls(loads: Loads, sizes: readonly Checks[]): readonly string[] {
  const load = loadRatio(loads);
  const growth = Math.max(...growths(sizes));
  return [
    ...(load > goals.load ? [`loading takes ${times(load)} of the floor; the goal is ${goals.load}`] : []),
    ...sizes.flatMap((size) => {
      const [goal, warm] = [goals.warmCheck.get(size.instances) ?? Infinity, checkRatio(size)];
      if (warm <= goal) return [];
      return [`a warm check of ${size.instances} instances takes ${times(warm)} of the floor; the goal is ${goal}`];
    }),
    ...(growth > 1 ? [`ten times the instances take ${times(10 * growth)} times the processor time`] : []),
  ];
}
