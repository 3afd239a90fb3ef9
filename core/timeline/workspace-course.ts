import type { FailureKind } from '../observation/failure.ts';
import { type CallState, callStates, type FailureCounts, type Judged, type Period, type Run } from './model.ts';
import { clipped, inSeconds, momentOf, type Stretch, Stretches, sumOf } from './stretches.ts';

/** A call's state, with answers in which every instance was healthy apart. */
export const courseStates = ['well', ...callStates] as const;
export type CourseState = CallState | 'well';

/** A check that could not see the workspace. */
export type FailedCheck = readonly [at: number, kind: FailureKind];

/** Far more than a year of one-minute checks changes. */
const maxStretches = 1_000_000;

/** How the calls of a workspace went, check by check, so that figures of any part of the time can be made of it. */
export class WorkspaceCourse {
  readonly #wholeMilliseconds: number;
  readonly #stretches: Stretches<CourseState>;
  /** Both in order. */
  readonly #checks: number[] = [];
  readonly #failed: FailedCheck[] = [];

  constructor(wholeMilliseconds: number) {
    this.#wholeMilliseconds = wholeMilliseconds;
    this.#stretches = new Stretches<CourseState>({ states: courseStates, wholeMilliseconds, max: maxStretches });
  }

  get checks(): readonly number[] {
    return this.#checks;
  }

  get failed(): readonly FailedCheck[] {
    return this.#failed;
  }

  get stretches(): ReadonlyArray<Stretch<CourseState>> {
    return this.#stretches.all;
  }

  addCheck(at: number, failure: FailureKind | null): void {
    this.#checks.push(at);
    if (failure !== null) this.#failed.push([at, failure]);
  }

  addStretch(stretch: Stretch<CourseState>): void {
    this.#stretches.addStretch(stretch);
  }

  /** Goes on with the parts of stretches between two moments. */
  addStretches(stretches: ReadonlyArray<Stretch<CourseState>>, from: number, to: number): void {
    for (const stretch of clipped(stretches, from, to)) this.#stretches.addStretch(stretch);
  }

  /** Figures of a part of the time; time for which nothing was added was not checked. */
  period(from: number, to: number): Period {
    const failures = this.#failures(from, to);
    return {
      from: momentOf(from),
      to: momentOf(to),
      checks: placeIn(this.#checks, to) - placeIn(this.#checks, from),
      failedChecks: Object.values(failures).reduce((sum, times) => sum + times, 0),
      failures,
      judged: this.#judged(from, to),
    };
  }

  /** What came of the calls of a part of the time. */
  calls(from: number, to: number): ReadonlyArray<Run<CallState>> {
    const calls = new Stretches<CallState>({ states: callStates, wholeMilliseconds: to - from });
    for (const stretch of withGaps(clipped(this.stretches, from, to), from, to)) calls.addStretch(asCall(stretch));
    return calls.runs;
  }

  /** When the workspace was not seen. */
  unseen(from: number, to: number): ReadonlyArray<Stretch<'unseen'>> {
    const unseen = new Stretches<'unseen'>({
      states: ['unseen'],
      wholeMilliseconds: this.#wholeMilliseconds,
      max: maxStretches,
    });
    for (const stretch of withGaps(clipped(this.stretches, from, to), from, to)) {
      if (!isSeen(stretch.state)) unseen.add('unseen', stretch.from, stretch.to);
    }
    return unseen.all;
  }

  /** Until when the last answer of a part of the time held. */
  lastSeenUntil(to: number): number {
    const last = clipped(this.stretches, -Infinity, to).findLast(({ state }) => isSeen(state));
    return last?.to ?? -Infinity;
  }

  #failures(from: number, to: number): FailureCounts {
    const failures: Partial<Record<FailureKind, number>> = {};
    const times = this.#failed;
    for (let index = placeBy(times, from, ([at]) => at); index < times.length; index += 1) {
      const [at, kind] = times[index] ?? [Infinity, 'network'];
      if (at >= to) break;
      failures[kind] = (failures[kind] ?? 0) + 1;
    }
    return failures;
  }

  #judged(from: number, to: number): Judged {
    const { well = 0, answered = 0, unchecked = 0, ...others } = inSeconds(sumOf(clipped(this.stretches, from, to)));
    const unseenSeconds = Object.values(others).reduce((sum, seconds) => sum + seconds, 0);
    const seenSeconds = well + answered;
    const uncheckedSeconds = unchecked + (to - from) / 1000 - seenSeconds - unseenSeconds - unchecked;
    return { seenSeconds, allHealthySeconds: well, unseenSeconds, uncheckedSeconds: round(uncheckedSeconds) };
  }
}

/** What is left of a difference is milliseconds, and no trace of how fractions are added. */
const round = (seconds: number): number => Math.max(0, Math.round(seconds * 1000) / 1000);

const isSeen = (state: CourseState): boolean => state === 'well' || state === 'answered';

const asCall = ({ state, from, to, mixed }: Stretch<CourseState>): Stretch<CallState> => {
  const call = (one: CourseState): CallState => (one === 'well' ? 'answered' : one);
  if (mixed === null) return { state: call(state), from, to, mixed };
  const { well = 0, ...others } = mixed;
  return { state: call(state), from, to, mixed: { ...others, answered: well + (others.answered ?? 0) } };
};

function withGaps(
  stretches: ReadonlyArray<Stretch<CourseState>>,
  from: number,
  to: number,
): ReadonlyArray<Stretch<CourseState>> {
  const whole: Array<Stretch<CourseState>> = [];
  let at = from;
  const fill = (until: number): void => {
    if (until > at) whole.push({ state: 'unchecked', from: at, to: until, mixed: null });
  };
  for (const stretch of stretches) {
    fill(stretch.from);
    whole.push(stretch);
    at = stretch.to;
  }
  fill(to);
  return whole;
}

const placeIn = (times: readonly number[], moment: number): number => placeBy(times, moment, (time) => time);

/** How many of a list in order come before a moment. */
function placeBy<Item>(items: readonly Item[], moment: number, timeOf: (item: Item) => number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && timeOf(item) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
