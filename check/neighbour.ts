import type { Neighbour } from '../config/check-event.ts';
import type { History } from '../adapters/dynamodb/history.ts';
import { type Clock, plusSeconds, secondsBetween, type Timestamp } from '../core/base/time.ts';

/** So many intervals without a check are too many. */
export const maxIntervals = 5;

interface NeighbourTools {
  readonly history: Pick<History, 'latest'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Whether a check is the one that looks after the neighbour: the first in an hour, for each look costs a read. */
export const looksAfterNeighbour = (dueAt: Timestamp, everySeconds: number): boolean =>
  hourOf(dueAt) !== hourOf(plusSeconds(dueAt, -everySeconds));

const hourOf = (at: Timestamp): string => at.slice(0, '2026-11-21T19'.length);

/**
 * For how many seconds the neighbour has not been checked, where that is too long; null where it is not. Of one that
 * never was there is nothing to tell: it may have come just now.
 */
export async function uncheckedSeconds(
  { name, everySeconds }: Neighbour,
  { history, clock }: NeighbourTools,
): Promise<number | null> {
  const now = clock.now();
  const last = await history.latest(name, now);
  if (last === null) return null;
  const seconds = secondsBetween(last.takenAt, now);
  return seconds > maxIntervals * everySeconds ? seconds : null;
}
