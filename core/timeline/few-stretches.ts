import { resolutionOf } from './resolution.ts';
import type { Stretch, Sums } from './stretches.ts';

interface FewOptions<State extends string> {
  /** The best first. */
  readonly states: readonly State[];
  /** The whole time that is looked at. */
  readonly wholeMilliseconds: number;
  /** So many are left as they are. */
  readonly max: number;
}

/**
 * Stretches in order as few as a drawing can use: equal neighbours are one, and where there still are too many, those
 * that are shorter than a bucket of the time's charts are put together bucket by bucket. No millisecond of any state is
 * lost, and what lasts longer stays exact.
 */
export function fewStretches<State extends string>(
  stretches: ReadonlyArray<Stretch<State>>,
  { states, wholeMilliseconds, max }: FewOptions<State>,
): ReadonlyArray<Stretch<State>> {
  const joined = joinEqual(stretches);
  if (joined.length <= max) return joined;
  const cell = 1000 * resolutionOf(wholeMilliseconds / 1000);
  const few: Array<Stretch<State>> = [];
  let group: Group<State> | null = null;
  const close = (): void => {
    if (group !== null) few.push(group.one ?? stretchOf(group, states));
    group = null;
  };
  for (const stretch of joined) {
    const { from, to } = stretch;
    const isLong = to - from >= cell;
    const bucket = Math.floor(from / cell);
    if (group !== null && (isLong || group.bucket !== bucket || group.to !== from)) close();
    if (isLong) few.push(stretch);
    else if (group === null) group = { bucket, from, to, one: stretch, sums: add({}, stretch) };
    else {
      group.to = to;
      group.one = null;
      add(group.sums, stretch);
    }
  }
  close();
  return few;
}

interface Group<State extends string> {
  readonly bucket: number;
  readonly from: number;
  to: number;
  /** Where it is the only one. */
  one: Stretch<State> | null;
  readonly sums: Sums<State>;
}

function add<State extends string>(sums: Sums<State>, { state, from, to, mixed }: Stretch<State>): Sums<State> {
  if (mixed === null) sums[state] = (sums[state] ?? 0) + to - from;
  else for (const one in mixed) sums[one] = (sums[one] ?? 0) + (mixed[one] ?? 0);
  return sums;
}

const stretchOf = <State extends string>(
  { from, to, sums }: Group<State>,
  states: readonly State[],
): Stretch<State> => {
  const worst = states.findLast((state) => (sums[state] ?? 0) > 0);
  if (worst === undefined) throw new RangeError('a stretch has a state');
  return { state: worst, from, to, mixed: sums };
};

function joinEqual<State extends string>(stretches: ReadonlyArray<Stretch<State>>): Array<Stretch<State>> {
  const joined: Array<Stretch<State>> = [];
  let last: Stretch<State> | undefined;
  for (const stretch of stretches) {
    if (stretch.to <= stretch.from) continue;
    const isSame =
      last?.state === stretch.state && last.mixed === null && stretch.mixed === null && last.to === stretch.from;
    if (last !== undefined && isSame) joined[joined.length - 1] = last = { ...last, to: stretch.to };
    else joined.push((last = stretch));
  }
  return joined;
}
