import { secondsBetween, type Timestamp } from '../base/time.ts';

/** A stretch of time in which something stayed as it was; `to` is not in it. */
export interface Run<State extends string> {
  /** How it was; the worst of it where it changed too often to be drawn. */
  readonly state: State;
  readonly from: Timestamp;
  readonly to: Timestamp;
  /** Seconds in each state where it changed; null where it did not. */
  readonly mixed: Seconds<State> | null;
}

export type Seconds<State extends string> = Readonly<Partial<Record<State, number>>>;

/** So many runs are kept as they are. */
const maxRuns = 800;
/** Beyond that, what is shorter than this part of the whole is put together with its neighbours. */
const grains = 360;

interface RunsOptions<State extends string> {
  /** The best first. */
  readonly states: readonly State[];
  /** The whole time that is looked at, in seconds. */
  readonly wholeSeconds: number;
}

/** Successive runs, equal ones merged; however often it changes, a few hundred. */
export class Runs<State extends string> {
  readonly #options: RunsOptions<State>;
  #runs: Array<Run<State>> = [];

  constructor(options: RunsOptions<State>) {
    this.#options = options;
  }

  get all(): ReadonlyArray<Run<State>> {
    return this.#runs;
  }

  /** Goes on with a state; times must not go back. */
  add(state: State, from: Timestamp, to: Timestamp): void {
    this.#append({ state, from, to, mixed: null });
    if (this.#runs.length > maxRuns) this.#coarsen();
  }

  /** Seconds in each state, whatever was put together. */
  seconds(): Seconds<State> {
    return sumOf(this.#runs);
  }

  /** From a moment on, it was as the other runs say. */
  continueWith(other: Runs<State>, from: Timestamp): void {
    const before = this.#runs.flatMap((run) => clip(run, null, from));
    this.#runs = [];
    for (const run of [...before, ...other.#runs.flatMap((after) => clip(after, from, null))]) this.#append(run);
  }

  #append(run: Run<State>): void {
    const last = this.#runs.at(-1);
    const isSame = last?.state === run.state && last.mixed === null && run.mixed === null && last.to === run.from;
    if (isSame) this.#runs[this.#runs.length - 1] = { ...last, to: run.to };
    else this.#runs.push(run);
  }

  #coarsen(): void {
    const grainSeconds = this.#options.wholeSeconds / grains;
    const isShort = (run: Run<State>): boolean => secondsBetween(run.from, run.to) < grainSeconds;
    const coarse: Array<Run<State>> = [];
    for (const run of this.#runs) {
      const last = coarse.at(-1);
      if (last?.to === run.from && isShort(last) && isShort(run)) {
        coarse[coarse.length - 1] = this.#together(last, run);
      } else coarse.push(run);
    }
    this.#runs = coarse;
  }

  #together(a: Run<State>, b: Run<State>): Run<State> {
    const { states } = this.#options;
    const state = states.indexOf(a.state) >= states.indexOf(b.state) ? a.state : b.state;
    return { state, from: a.from, to: b.to, mixed: sumOf([a, b]) };
  }
}

const secondsOf = <State extends string>(run: Run<State>): Seconds<State> =>
  run.mixed ?? oneState(run.state, secondsBetween(run.from, run.to));

const oneState = <State extends string>(state: State, seconds: number): Seconds<State> => {
  const one: Partial<Record<State, number>> = {};
  one[state] = seconds;
  return one;
};

const sumOf = <State extends string>(runs: ReadonlyArray<Run<State>>): Seconds<State> => {
  const total: Partial<Record<State, number>> = {};
  for (const run of runs) {
    const seconds = secondsOf(run);
    for (const state of statesOf(seconds)) total[state] = (total[state] ?? 0) + (seconds[state] ?? 0);
  }
  return total;
};

const statesOf = <State extends string>(seconds: Seconds<State>): State[] => {
  const states: State[] = [];
  for (const state in seconds) states.push(state);
  return states;
};

/** The part of a run between two moments; of what was put together, the states are taken to be spread evenly. */
function clip<State extends string>(
  run: Run<State>,
  since: Timestamp | null,
  until: Timestamp | null,
): Array<Run<State>> {
  const from = since !== null && secondsBetween(run.from, since) > 0 ? since : run.from;
  const to = until !== null && secondsBetween(until, run.to) > 0 ? until : run.to;
  const left = secondsBetween(from, to);
  if (left <= 0) return [];
  const share = left / secondsBetween(run.from, run.to);
  if (run.mixed === null || share === 1) return [{ ...run, from, to }];
  const mixed: Partial<Record<State, number>> = {};
  for (const state of statesOf(run.mixed)) mixed[state] = (run.mixed[state] ?? 0) * share;
  return [{ ...run, from, to, mixed }];
}
