/**
 * What can happen to a call that leaves the process. `killed-before`, `killed-after`: the process dies before the
 * call has any effect, or after it, without its answer. `throttled`, `broken`: it is refused, without effect. `lost`:
 * it never arrives; `unanswered`: it takes effect, but its answer never arrives; `late`: it takes effect only after
 * its caller gave up on it. Of these three the caller knows after its patience has ended.
 */
export const mishaps = ['killed-before', 'killed-after', 'throttled', 'broken', 'lost', 'unanswered', 'late'] as const;
export type Mishap = (typeof mishaps)[number];

/** What becomes of one call. */
export interface Fate {
  /** Seconds until it takes effect. */
  readonly before: number;
  /** Seconds from its effect to its answer. */
  readonly after: number;
  readonly mishap: Mishap | null;
}

export const calm: Fate = { before: 0, after: 0, mishap: null };

export const killed = (when: 'before' | 'after'): Fate => ({ ...calm, mishap: `killed-${when}` });

/** After so many seconds a client of AWS takes a call for failed, as the function is configured. */
export const patienceSeconds = 3;

/** A call that lands late lands so many seconds after its caller gave up. */
export const lateSeconds = 1;

/** How a call fails that is refused, or not answered. */
export const errorOf = (mishap: Exclude<Mishap, 'killed-before' | 'killed-after'>): Error => failureOf(errors[mishap]);

const errors = {
  throttled: 'ThrottlingException',
  broken: 'InternalServerError',
  lost: 'TimeoutError',
  unanswered: 'TimeoutError',
  late: 'TimeoutError',
} as const;

/** An error of this name, as the clients of AWS throw it. */
export const failureOf = (name: string): Error =>
  Object.assign(new Error('as planned'), { name, ...(serverFaults.has(name) && { $fault: 'server' }) });

const serverFaults = new Set(['InternalServerError', 'ServiceUnavailable']);
