/** The time that is shown, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Nothing happens in less. */
export const minSpan = 60_000;

/** A span that lies within the whole, and is as long as it may be. */
export function within({ from, to }: Span, whole: Span): Span {
  const length = Math.min(whole.to - whole.from, Math.max(minSpan, to - from));
  const start = Math.min(whole.to - length, Math.max(whole.from, from));
  return { from: start, to: start + length };
}

/** Makes a span longer (factor > 1) or shorter, with what is at a moment staying where it is. */
export function zoomed({ from, to }: Span, factor: number, at: number): Span {
  const length = Math.max(minSpan, (to - from) * factor);
  const share = to === from ? 0.5 : (at - from) / (to - from);
  const start = at - share * length;
  return { from: start, to: start + length };
}

export const moved = ({ from, to }: Span, by: number): Span => ({ from: from + by, to: to + by });

/** The index of the first of sorted things that ends after a moment. */
export function firstAfter<T>(sorted: readonly T[], at: number, endOf: (one: T) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = sorted[middle];
    if (one !== undefined && endOf(one) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
