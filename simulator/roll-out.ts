/** A deploy that replaces every running process by a new one. */
export interface RollOutOptions {
  /** `surge`: the new process runs before the old one is ended; `recreate`: the old one is ended first. */
  readonly style: 'surge' | 'recreate';
  /** From a new process's start until it is listed. @default 30 */
  readonly startSeconds?: number;
  /** From a new process being listed until the next step. @default 10 */
  readonly pauseSeconds?: number;
  /** How many are replaced at a time. @default 1 */
  readonly atOnce?: number;
}

/** One thing to do in the replacement of one process, so long after the beginning. */
interface RollOutStep<Replacement> {
  readonly afterSeconds: number;
  readonly action: 'start the new one' | 'end the old one';
  readonly of: Replacement;
}

interface Timetable<Replacement> {
  readonly steps: ReadonlyArray<RollOutStep<Replacement>>;
  readonly lastsSeconds: number;
}

/** What happens when; steps of the same time stand in the order in which they happen. */
export const timetable = <Replacement>(
  replacements: readonly Replacement[],
  { style, startSeconds = 30, pauseSeconds = 10, atOnce = 1 }: RollOutOptions,
): Timetable<Replacement> => {
  const batchSeconds = startSeconds + pauseSeconds;
  const steps = replacements.flatMap((of, position): Array<RollOutStep<Replacement>> => {
    const begin = Math.floor(position / atOnce) * batchSeconds;
    const start = { afterSeconds: begin, action: 'start the new one', of } as const;
    return style === 'surge'
      ? [start, { afterSeconds: begin + batchSeconds, action: 'end the old one', of }]
      : [{ afterSeconds: begin, action: 'end the old one', of }, start];
  });
  return { steps, lastsSeconds: Math.ceil(replacements.length / atOnce) * batchSeconds };
};
