import { secondsBetween, type Timestamp } from '../base/time.ts';

/** That something was over, so that it must be well for longer if it comes back. */
export interface Recovery {
  /** What it was, and where. */
  readonly key: string;
  /** How often it was over without a calm day in between. */
  readonly times: number;
  readonly at: Timestamp;
}

const maxWaitSeconds = 4 * 3600;
const calmSeconds = 86_400;
/** Those that are remembered; of more, only the latest. */
const maxRecoveries = 300;

/** For how long all must be well before what came back so often is over: twice as long with each return. */
export const waitSeconds = (resolveAfterSeconds: number, times: number): number =>
  Math.max(resolveAfterSeconds, Math.min(resolveAfterSeconds * 2 ** times, maxWaitSeconds));

/** The recoveries with those of a check; forgotten are those after which all was calm for a day. */
export function withRecoveries(
  before: readonly Recovery[],
  keys: readonly string[],
  openKeys: ReadonlySet<string>,
  at: Timestamp,
): readonly Recovery[] {
  const isRemembered = (one: Recovery): boolean => secondsBetween(one.at, at) < calmSeconds || openKeys.has(one.key);
  const known = new Map(before.filter(isRemembered).map((one) => [one.key, one]));
  for (const key of keys) {
    const times = (known.get(key)?.times ?? 0) + 1;
    known.delete(key);
    known.set(key, { key, times, at });
  }
  return [...known.values()].slice(-maxRecoveries);
}
