import type { History } from '../adapters/dynamodb/history.ts';
import type { CheckedWorkspace } from '../config/self-check-event.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../core/base/time.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import type { FailureKind } from '../core/observation/failure.ts';
import { unreachable } from '../core/rules/unreachable.ts';

/** So many intervals without a recorded check are too many. */
export const maxIntervals = 5;

/** How the checks of a workspace go, beside how they went an hour before. */
export interface CheckProgress {
  readonly workspace: CheckedWorkspace;
  /** When the last recorded check was due; null: there is none. */
  readonly lastCheck: Timestamp | null;
  readonly isUnchecked: boolean;
  /** How its checks fail; null where they see the workspace, or there are none. */
  readonly blindness: Blindness | null;
  /** Whether it stands otherwise now than an hour ago. */
  readonly hasChanged: boolean;
}

/** Checks are made, but have not seen the workspace for long. */
export interface Blindness {
  /** Of the last check. */
  readonly outcome: FailureKind;
  /** When one last saw it; null: none did. */
  readonly seenAt: Timestamp | null;
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
 * How the checks of a workspace fail; null where the last one saw it, or one did within the hour. Where somebody has
 * muted that nothing is seen, it is meant to be so.
 */
function blindnessAt(
  { everySeconds }: CheckedWorkspace,
  { failure, health, silences }: Snapshot,
  at: Timestamp,
): Blindness | null {
  const { seenAt } = health;
  const isLong = seenAt === null || secondsBetween(seenAt, at) > Math.max(hourSeconds, 2 * everySeconds);
  const isMeant = silences.some(
    ({ instance, kinds }) => instance === null && (kinds === null || kinds.includes(unreachable.kind)),
  );
  return failure === null || !isLong || isMeant ? null : { outcome: failure.outcome, seenAt };
}

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
  const latest = await history.latest(workspace.name, at);
  const before = plusSeconds(at, -hourSeconds);
  const earlier =
    latest === null || secondsBetween(latest.takenAt, before) >= 0
      ? latest
      : await history.latestUntil(workspace.name, { until: before, now: at });
  const now = standingAt(workspace, latest, at);
  // Without any check an hour ago, it was new.
  const then = earlier === null ? allWell : standingAt(workspace, earlier, before);
  const isOtherwise = now.isUnchecked !== then.isUnchecked || (now.blindness === null) !== (then.blindness === null);
  return { workspace, lastCheck: latest?.takenAt ?? null, ...now, hasChanged: latest !== null && isOtherwise };
}

type Standing = Pick<CheckProgress, 'isUnchecked' | 'blindness'>;

const allWell: Standing = { isUnchecked: false, blindness: null };

/** @param latest the last check by then */
function standingAt(workspace: CheckedWorkspace, latest: Snapshot | null, at: Timestamp): Standing {
  const isUnchecked = isUncheckedAt(workspace, latest?.takenAt ?? null, at);
  return { isUnchecked, blindness: latest === null || isUnchecked ? null : blindnessAt(workspace, latest, at) };
}
