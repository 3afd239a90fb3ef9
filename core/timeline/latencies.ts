/** Each step is so much longer than the one before it: what is read back is right within 5 %. */
const base = Math.log(1.1);

/** How many answers took how long, in steps of 10 %: of a size that no number of answers makes larger. */
export type Latencies = Readonly<Record<number, number>>;

const stepOf = (milliseconds: number): number => Math.round(Math.log(Math.max(1, milliseconds)) / base);

/** A histogram in the making. */
export const addLatency = (latencies: Record<number, number>, milliseconds: number, times = 1): void => {
  const step = stepOf(milliseconds);
  latencies[step] = (latencies[step] ?? 0) + times;
};

/** Adds what another one holds. */
export const addLatencies = (latencies: Record<number, number>, more: Latencies): void => {
  // A year has some ten thousand of them: lists of their entries would take most of the time.
  for (const step in more) latencies[step] = (latencies[step] ?? 0) + (more[step] ?? 0);
};

/** How long so great a part of the answers took at most, in milliseconds; null where there was none. */
export const quantileOf = (latencies: Latencies, part: number): number | null => {
  // Keys that are whole numbers come in their order.
  const steps = Object.keys(latencies).map(Number);
  let left = part * steps.reduce((sum, step) => sum + (latencies[step] ?? 0), 0);
  for (const step of steps) {
    left -= latencies[step] ?? 0;
    if (left <= 1e-9) return Math.round(Math.exp(step * base));
  }
  return null;
};
