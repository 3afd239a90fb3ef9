import { addLatencies, addLatency, type Latencies, quantileOf } from './latencies.ts';
import { addSums, inSeconds } from './stretches.ts';
import type { Bucket, LaneState, Seconds } from './model.ts';

/** What the checks of a part of the time measured; null where none saw the workspace. */
export interface Cell {
  readonly latencies: Latencies;
  readonly maxMilliseconds: number | null;
  readonly minHealthy: number | null;
  readonly maxListed: number | null;
  /** All instances together, in milliseconds. */
  readonly states: Seconds<LaneState>;
}

interface Draft {
  readonly latencies: Record<number, number>;
  maxMilliseconds: number | null;
  minHealthy: number | null;
  maxListed: number | null;
  readonly states: Partial<Record<LaneState, number>>;
}

/** What a check that saw the workspace measured. */
interface Measured {
  readonly milliseconds: number;
  readonly healthy: number;
  readonly listed: number;
}

/** Measurements of checks, by the beginning of the part of the time that they are in. */
export class Cells {
  readonly #drafts = new Map<number, Draft>();

  addCheck(cell: number, { milliseconds, healthy, listed }: Measured): void {
    const draft = this.#draftOf(cell);
    addLatency(draft.latencies, milliseconds);
    draft.maxMilliseconds = Math.max(draft.maxMilliseconds ?? 0, milliseconds);
    draft.minHealthy = Math.min(draft.minHealthy ?? Infinity, healthy);
    draft.maxListed = Math.max(draft.maxListed ?? 0, listed);
  }

  addState(cell: number, state: LaneState, milliseconds: number): void {
    const { states } = this.#draftOf(cell);
    states[state] = (states[state] ?? 0) + milliseconds;
  }

  addCell(cell: number, more: Cell): void {
    const draft = this.#draftOf(cell);
    addLatencies(draft.latencies, more.latencies);
    draft.maxMilliseconds = either(Math.max, draft.maxMilliseconds, more.maxMilliseconds);
    draft.minHealthy = either(Math.min, draft.minHealthy, more.minHealthy);
    draft.maxListed = either(Math.max, draft.maxListed, more.maxListed);
    addSums(draft.states, more.states);
  }

  get all(): ReadonlyArray<readonly [begin: number, cell: Cell]> {
    return [...this.#drafts].sort(([a], [b]) => a - b);
  }

  #draftOf(cell: number): Draft {
    const draft = this.#drafts.get(cell) ?? nothing();
    this.#drafts.set(cell, draft);
    return draft;
  }
}

const nothing = (): Draft => ({ latencies: {}, maxMilliseconds: null, minHealthy: null, maxListed: null, states: {} });

const either = (pick: (a: number, b: number) => number, a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : pick(a, b);

type Measurements = Pick<
  Bucket,
  'seconds' | 'worst' | 'p50Milliseconds' | 'p95Milliseconds' | 'maxMilliseconds' | 'minHealthy' | 'maxListed'
>;

/** The measurements of a bucket. */
export const measurementsIn = (
  { latencies, maxMilliseconds, minHealthy, maxListed, states }: Cell,
  laneStates: readonly LaneState[],
): Measurements => {
  const highest = (part: number): number | null => {
    const milliseconds = quantileOf(latencies, part);
    return milliseconds === null ? null : Math.min(milliseconds, maxMilliseconds ?? milliseconds);
  };
  return {
    seconds: inSeconds(states),
    worst: laneStates.findLast((state) => (states[state] ?? 0) > 0) ?? null,
    p50Milliseconds: highest(0.5),
    p95Milliseconds: highest(0.95),
    maxMilliseconds,
    minHealthy,
    maxListed,
  };
};
