import { toTimestamp, type Timestamp } from '../base/time.ts';
import type { Run, Seconds } from './model.ts';

/** A run in the making: times in milliseconds since 1970, `mixed` in milliseconds. */
export interface Stretch<State extends string> {
  readonly state: State;
  readonly from: number;
  readonly to: number;
  readonly mixed: Seconds<State> | null;
}

/** So many are kept as they are. */
const maxStretches = 800;
/** Beyond that, what is shorter than this part of the whole is put together with its neighbours. */
const grains = 360;

interface StretchesOptions<State extends string> {
  /** The best first. */
  readonly states: readonly State[];
  /** The whole time that is looked at. */
  readonly wholeMilliseconds: number;
  /** @default 800 */
  readonly max?: number;
}

/** Successive stretches, equal ones merged; however often it changes, a few hundred. */
export class Stretches<State extends string> {
  readonly #options: StretchesOptions<State>;
  #all: Array<Stretch<State>> = [];

  constructor(options: StretchesOptions<State>) {
    this.#options = options;
  }

  get all(): ReadonlyArray<Stretch<State>> {
    return this.#all;
  }

  /** Goes on with a state; times must not go back. */
  add(state: State, from: number, to: number): void {
    this.addStretch({ state, from, to, mixed: null });
  }

  addStretch(stretch: Stretch<State>): void {
    if (stretch.to <= stretch.from) return;
    const last = this.#all.at(-1);
    const isSame =
      last?.state === stretch.state && last.mixed === null && stretch.mixed === null && last.to === stretch.from;
    if (isSame) this.#all[this.#all.length - 1] = { ...last, to: stretch.to };
    else this.#all.push(stretch);
    if (this.#all.length > (this.#options.max ?? maxStretches)) this.#coarsen();
  }

  /** The runs, and the time in each state. */
  get runs(): ReadonlyArray<Run<State>> {
    return this.#all.map(toRun);
  }

  get seconds(): Seconds<State> {
    return inSeconds(sumOf(this.#all));
  }

  #coarsen(): void {
    const grain = this.#options.wholeMilliseconds / grains;
    const isShort = ({ from, to }: Stretch<State>): boolean => to - from < grain;
    const coarse: Array<Stretch<State>> = [];
    for (const stretch of this.#all) {
      const last = coarse.at(-1);
      if (last?.to === stretch.from && isShort(last) && isShort(stretch)) {
        coarse[coarse.length - 1] = this.#together(last, stretch);
      } else coarse.push(stretch);
    }
    this.#all = coarse;
  }

  #together(a: Stretch<State>, b: Stretch<State>): Stretch<State> {
    const { states } = this.#options;
    const state = states.indexOf(a.state) >= states.indexOf(b.state) ? a.state : b.state;
    return { state, from: a.from, to: b.to, mixed: sumOf([a, b]) };
  }
}

export type Sums<State extends string> = Partial<Record<State, number>>;

export const sumOf = <State extends string>(stretches: ReadonlyArray<Stretch<State>>): Seconds<State> => {
  const total: Sums<State> = {};
  for (const { state, from, to, mixed } of stretches) {
    if (mixed === null) total[state] = (total[state] ?? 0) + (to - from);
    else addSums(total, mixed);
  }
  return total;
};

/** Adds the times in each state to others. */
export const addSums = <State extends string>(total: Sums<State>, more: Seconds<State>): void => {
  for (const state in more) total[state] = (total[state] ?? 0) + (more[state] ?? 0);
};

export const inSeconds = <State extends string>(milliseconds: Seconds<State>): Seconds<State> => {
  const seconds: Sums<State> = {};
  for (const state in milliseconds) seconds[state] = (milliseconds[state] ?? 0) / 1000;
  return seconds;
};

/** The parts between two moments; of what was put together, the states are taken to be spread evenly. */
export const clipped = <State extends string>(
  stretches: ReadonlyArray<Stretch<State>>,
  since: number,
  until: number,
): Array<Stretch<State>> => {
  const within: Array<Stretch<State>> = [];
  for (let index = firstEndingAfter(stretches, since); index < stretches.length; index += 1) {
    const stretch = stretches[index];
    if (stretch === undefined || stretch.from >= until) break;
    within.push(clip(stretch, since, until));
  }
  return within;
};

const firstEndingAfter = (stretches: ReadonlyArray<{ readonly to: number }>, moment: number): number => {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? Infinity) > moment) high = middle;
    else low = middle + 1;
  }
  return low;
};

function clip<State extends string>(stretch: Stretch<State>, since: number, until: number): Stretch<State> {
  if (stretch.from >= since && stretch.to <= until) return stretch;
  const [from, to] = [Math.max(stretch.from, since), Math.min(stretch.to, until)];
  const share = (to - from) / (stretch.to - stretch.from);
  if (stretch.mixed === null) return { ...stretch, from, to };
  const mixed: Sums<State> = {};
  for (const state in stretch.mixed) mixed[state] = (stretch.mixed[state] ?? 0) * share;
  return { ...stretch, from, to, mixed };
}

export const momentOf = (milliseconds: number): Timestamp => toTimestamp(new Date(milliseconds));

/** As a timeline shows it. */
export const toRun = <State extends string>({ state, from, to, mixed }: Stretch<State>): Run<State> => ({
  state,
  from: momentOf(from),
  to: momentOf(to),
  mixed: mixed && inSeconds(mixed),
});
