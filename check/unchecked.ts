import type { History } from '../adapters/dynamodb/history.ts';
import type { CheckedWorkspace } from '../config/self-check-event.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../core/base/time.ts';

/** So many intervals without a recorded check are too many. */
export const maxIntervals = 5;

/** How the checks of a workspace go, beside how they went an hour before. */
export interface CheckProgress {
  readonly workspace: CheckedWorkspace;
  /** When the last recorded check was due; null: there is none. */
  readonly lastCheck: Timestamp | null;
  readonly isUnchecked: boolean;
  /** Whether it is one of the two now, and was the other an hour ago. */
  readonly hasChanged: boolean;
}

const hourSeconds = 3_600;

/**
 * Whether checks have stopped by then. Without any, that is so only where they are due often: one that is due twice a
 * day may have come just now.
 */
export const isUncheckedAt = (
  { everySeconds }: CheckedWorkspace,
  lastCheck: Timestamp | null,
  at: Timestamp,
): boolean =>
  lastCheck === null ? everySeconds <= hourSeconds : secondsBetween(lastCheck, at) > maxIntervals * everySeconds;

/**
 * Where the checks of a workspace stand. Nothing is remembered from one look to the next: what an hour ago was the
 * last check says what was known then.
 *
 * @throws HistoryError
 */
export async function checkProgress(
  workspace: CheckedWorkspace,
  history: Pick<History, 'latest' | 'latestUntil'>,
  at: Timestamp,
): Promise<CheckProgress> {
  const lastCheck = (await history.latest(workspace.name, at))?.takenAt ?? null;
  const isUnchecked = isUncheckedAt(workspace, lastCheck, at);
  const before = plusSeconds(at, -hourSeconds);
  const earlier =
    lastCheck === null || secondsBetween(lastCheck, before) >= 0
      ? lastCheck
      : ((await history.latestUntil(workspace.name, { until: before, now: at }))?.takenAt ?? null);
  // Without any check an hour ago, it was new.
  const wasUnchecked = earlier !== null && isUncheckedAt(workspace, earlier, before);
  const hasChanged = lastCheck !== null && isUnchecked !== wasUnchecked;
  return { workspace, lastCheck, isUnchecked, hasChanged };
}
