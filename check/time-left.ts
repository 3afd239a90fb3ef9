import { maxWritingSeconds } from './overlap.ts';

/** A run of a function ends after a time, whatever it is doing. */
export interface TimeLeft {
  /** For the whole run, in milliseconds. @default Infinity */
  readonly millisecondsLeft?: () => number;
}

/** A check is recorded, and the next alert published and marked, each within the time of a write. */
export const endingMilliseconds = 2 * maxWritingSeconds * 1000;
/** An observation of less than this would fail where all is well. */
const minObservingMilliseconds = 3_000;

/** What may be spent before the check must be recorded. */
export const millisecondsToSpend = ({ millisecondsLeft = () => Infinity }: TimeLeft): number =>
  millisecondsLeft() - endingMilliseconds;

/** Throws where the run would end before the check is recorded. */
export function mustHaveTime(timeLeft: TimeLeft, purpose: string): void {
  if (millisecondsToSpend(timeLeft) >= minObservingMilliseconds) return;
  throw new Error(`the check is given up: too little of the function's time is left ${purpose}`);
}

/** Whether one more alert can be published and marked as delivered before the run ends. */
export const canNotify = ({ millisecondsLeft = () => Infinity }: TimeLeft): boolean =>
  millisecondsLeft() >= endingMilliseconds;
