import { defaultLimits } from '../../adapters/rocketchat/limits.ts';
import { observationOf } from '../../adapters/rocketchat/recording/read-call.ts';
import type { RecordedCall } from '../../adapters/rocketchat/recording/recorded-call.ts';
import { instancesEndpoint } from '../../adapters/rocketchat/workspace-url.ts';
import { maintenanceAt } from '../../core/incidents/maintenance.ts';
import { recheckAt } from '../../check/recheck.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { type Decision, decide } from '../../core/decide.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';

/** Makes checks of recorded calls, one after the other, in their own time. */
export interface Player {
  /** What the check makes of a call; null where none was due that it could answer. */
  readonly play: (call: RecordedCall) => Decision | null;
}

interface PlayOptions {
  readonly workspace: Pick<WatchedWorkspace, 'name' | 'url' | 'rules' | 'maintenance' | 'recheckEverySeconds'>;
  /** How often a check is due, from the first call on; null: each call is a check. */
  readonly everySeconds: number | null;
}

/**
 * A check is answered by the first call at or after the time at which it was due. A due time that has no call before
 * the next one had no check. While something is pending, checks look again in between, as `recheckEvery` says.
 */
export function createPlayer({ workspace, everySeconds }: PlayOptions): Player {
  const where = { endpoint: instancesEndpoint(workspace.url), limits: defaultLimits };
  let last: { readonly snapshot: Snapshot; readonly slotAt: Timestamp; readonly rechecks: number } | null = null;
  let recheckDueAt: Timestamp | null = null;

  const decideOn = (call: RecordedCall, takenAt: Timestamp): Decision => {
    const { silences, remarks } = maintenanceAt(workspace.maintenance, takenAt);
    const decision = decide({
      workspace: workspace.name,
      takenAt,
      // A recording says when the answer came, not when it was asked for.
      observedAt: call.at,
      previous: last?.snapshot ?? null,
      observation: observationOf(call, where),
      latencyMilliseconds: call.milliseconds,
      rules: workspace.rules,
      silences,
    });
    return { ...decision, remarks: [...decision.remarks, ...remarks] };
  };

  const play = (call: RecordedCall): Decision | null => {
    const slotAt = last === null ? call.at : dueAtOrBefore(call.at, last.slotAt, everySeconds);
    const isSlot = last === null || slotAt > last.slotAt;
    const isRecheck = !isSlot && recheckDueAt !== null && call.at >= recheckDueAt;
    if (!isSlot && !isRecheck) return null;
    const decision = decideOn(call, isRecheck ? (recheckDueAt ?? slotAt) : slotAt);
    const rechecks = isRecheck && last !== null ? last.rechecks + 1 : 0;
    last = { snapshot: delivered(decision.snapshot), slotAt, rechecks };
    recheckDueAt =
      everySeconds === null ? null : recheckAt({ ...workspace, everySeconds }, slotAt, rechecks, decision.opensAt);
    return decision;
  };
  return { play };
}

/** The last time at which a check was due, counted from an earlier one. */
function dueAtOrBefore(at: Timestamp, earlierDueAt: Timestamp, everySeconds: number | null): Timestamp {
  if (everySeconds === null) return at;
  const passed = Math.floor(secondsBetween(earlierDueAt, at) / everySeconds);
  return plusSeconds(earlierDueAt, passed * everySeconds);
}

const delivered = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  deliveredAt: snapshot.alert === null ? null : snapshot.takenAt,
  outbox: [],
});
