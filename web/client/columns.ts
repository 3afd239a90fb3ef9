import type { DataRun } from './data.ts';
import { firstAfter } from './view.ts';

/** What a strip shows in a part of its width: how much of that time was in each state, by the state's index. */
export interface Column {
  readonly x: number;
  readonly width: number;
  /** Seconds in each state; only one of them is above 0 where nothing changed. */
  readonly seconds: Float64Array;
}

interface Drawn {
  readonly runs: readonly DataRun[];
  readonly states: readonly string[];
  /** The seconds that are shown, and the pixels there are for them. */
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** All the pixels of a strip, one after the other: the seconds in each state. One for every drawing of every frame. */
let pixels = new Float64Array(0);

function clearedPixels(length: number): Float64Array {
  if (pixels.length < length) pixels = new Float64Array(length);
  return pixels.fill(0, 0, length);
}

/**
 * The runs of a strip as columns of pixels. What is shorter than a pixel does not become wider: it has the part of its
 * pixel that it had of the time. Equal neighbours are one column.
 */
export function columnsOf({ runs, states, from, to, width }: Drawn): Column[] {
  const count = Math.max(1, Math.round(width));
  const grid: Grid = {
    seconds: clearedPixels(count * states.length),
    count,
    states,
    from,
    scale: count / (to - from),
  };
  for (let index = firstAfter(runs, from, (run) => run[1]); index < runs.length; index += 1) {
    const run = runs[index];
    if (run === undefined || run[0] >= to) break;
    spread(run, grid);
  }
  return joined(grid, width / count);
}

interface Grid {
  readonly seconds: Float64Array;
  /** How many pixels there are. */
  readonly count: number;
  readonly states: readonly string[];
  /** The second at which the first pixel begins, and how many pixels a second has. */
  readonly from: number;
  readonly scale: number;
}

function spread([start, end, state, mixed]: DataRun, { seconds, count, states, from, scale }: Grid): void {
  const [left, right] = [Math.max(0, (start - from) * scale), Math.min(count, (end - from) * scale)];
  const shares = mixed === undefined ? null : sharesOf(mixed, states, end - start);
  for (let pixel = Math.floor(left); pixel < right; pixel += 1) {
    const part = (Math.min(right, pixel + 1) - Math.max(left, pixel)) / scale;
    const add = (index: number, share: number): void => {
      const at = pixel * states.length + index;
      seconds[at] = (seconds[at] ?? 0) + share * part;
    };
    if (shares === null) add(state, 1);
    else for (const [index, share] of shares.entries()) add(index, share);
  }
}

const sharesOf = (mixed: Readonly<Record<string, number>>, states: readonly string[], whole: number): number[] =>
  states.map((state) => (mixed[state] ?? 0) / whole);

/** The only state of a pixel; null where it has several, -1 where it has none. */
function onlyState({ seconds, states }: Grid, pixel: number): number | null {
  let only = -1;
  for (let index = 0; index < states.length; index += 1) {
    if ((seconds[pixel * states.length + index] ?? 0) <= 0) continue;
    if (only !== -1) return null;
    only = index;
  }
  return only;
}

function joined(grid: Grid, pixelWidth: number): Column[] {
  const { seconds, count, states } = grid;
  const columns: Column[] = [];
  for (let pixel = 0; pixel < count;) {
    const first = pixel;
    const only = onlyState(grid, first);
    for (pixel += 1; only !== null && pixel < count && onlyState(grid, pixel) === only;) pixel += 1;
    if (only === -1) continue;
    const own = seconds.slice(first * states.length, (first + 1) * states.length);
    columns.push({ x: first * pixelWidth, width: (pixel - first) * pixelWidth, seconds: own });
  }
  return columns;
}
