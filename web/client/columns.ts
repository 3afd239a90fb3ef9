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

/**
 * The runs of a strip as columns of pixels. What is shorter than a pixel does not become wider: it has the part of its
 * pixel that it had of the time. Equal neighbours are one column.
 */
export function columnsOf({ runs, states, from, to, width }: Drawn): Column[] {
  const count = Math.max(1, Math.round(width));
  const scale = count / (to - from);
  const pixels = Array.from({ length: count }, () => new Float64Array(states.length));
  for (let index = firstAfter(runs, from, (run) => run[1]); index < runs.length; index += 1) {
    const run = runs[index];
    if (run === undefined || run[0] >= to) break;
    spread(run, states, pixels, { from, scale });
  }
  return joined(pixels, width / count);
}

function spread(
  [start, end, state, mixed]: DataRun,
  states: readonly string[],
  pixels: readonly Float64Array[],
  { from, scale }: { readonly from: number; readonly scale: number },
): void {
  const [left, right] = [Math.max(0, (start - from) * scale), Math.min(pixels.length, (end - from) * scale)];
  const shares = mixed === undefined ? null : sharesOf(mixed, states, end - start);
  for (let pixel = Math.floor(left); pixel < right; pixel += 1) {
    const seconds = pixels[pixel];
    if (seconds === undefined) return;
    const part = (Math.min(right, pixel + 1) - Math.max(left, pixel)) / scale;
    if (shares === null) seconds[state] = (seconds[state] ?? 0) + part;
    else shares.forEach((share, index) => (seconds[index] = (seconds[index] ?? 0) + share * part));
  }
}

const sharesOf = (mixed: Readonly<Record<string, number>>, states: readonly string[], whole: number): number[] =>
  states.map((state) => (mixed[state] ?? 0) / whole);

/** The only state in a pixel; null where it has several, -1 where it has none. */
const onlyState = (seconds: Float64Array): number | null => {
  let only = -1;
  for (let index = 0; index < seconds.length; index += 1) {
    if ((seconds[index] ?? 0) <= 0) continue;
    if (only !== -1) return null;
    only = index;
  }
  return only;
};

function joined(pixels: readonly Float64Array[], pixelWidth: number): Column[] {
  const columns: Column[] = [];
  let before: number | null = null;
  pixels.forEach((seconds, index) => {
    const only = onlyState(seconds);
    const last = columns.at(-1);
    if (only !== null && only === before && last !== undefined) {
      columns[columns.length - 1] = { ...last, width: last.width + pixelWidth };
    } else columns.push({ x: index * pixelWidth, width: pixelWidth, seconds });
    before = only;
  });
  return columns.filter(({ seconds }) => onlyState(seconds) !== -1);
}
