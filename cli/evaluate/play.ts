import { defaultLimits } from '../../adapters/rocketchat/limits.ts';
import { observationOf } from '../../adapters/rocketchat/recording/read-call.ts';
import type { RecordedCall } from '../../adapters/rocketchat/recording/recorded-call.ts';
import { instancesEndpoint } from '../../adapters/rocketchat/workspace-url.ts';
import { silencesInForce } from '../../check/effective-silences.ts';
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
  readonly workspace: Pick<WatchedWorkspace, 'name' | 'url' | 'rules' | 'maintenance'>;
  /** How often a check is due, from the first call on; null: each call is a check. */
  readonly everySeconds: number | null;
}

/**
 * A check is answered by the first call at or after the time at which it was due. A due time that has no call before
 * the next one had no check.
 */
export function createPlayer({ workspace, everySeconds }: PlayOptions): Player {
  const where = { endpoint: instancesEndpoint(workspace.url), limits: defaultLimits };
  let previous: Snapshot | null = null;
  const play = (call: RecordedCall): Decision | null => {
    const takenAt = dueAtOrBefore(call.at, previous?.takenAt ?? call.at, everySeconds);
    if (previous !== null && takenAt <= previous.takenAt) return null;
    const { silences, remarks } = silencesInForce({ silences: [], remarks: [] }, workspace.maintenance, takenAt);
    const decision = decide({
      workspace: workspace.name,
      takenAt,
      previous,
      observation: observationOf(call, where),
      latencyMilliseconds: call.milliseconds,
      observedAt: plusSeconds(call.at, call.milliseconds / 1000),
      rules: workspace.rules,
      silences,
    });
    previous = delivered(decision.snapshot);
    return { ...decision, remarks: [...decision.remarks, ...remarks] };
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
