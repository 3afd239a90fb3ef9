import { countStatuses } from '../core/cluster/counts.ts';
import { secondsBetween } from '../core/base/time.ts';
import type { CheckReport } from './check.ts';
import { logFields } from './log-fields.ts';

/** What a check is remembered by in the log: counts and durations, and nothing that the workspace should keep. */
export const summarise = ({ snapshot, remarks, published, undelivered, waiting: [oldest] }: CheckReport) => ({
  workspace: snapshot.workspace,
  takenAt: snapshot.takenAt,
  outcome: snapshot.outcome,
  ...(snapshot.failure === null ? {} : { failure: snapshot.failure.detail }),
  observer: snapshot.observer,
  instances: countStatuses(snapshot.health.instances),
  incidents: snapshot.health.incidents.map(({ kind, state, subjects }) => ({ kind, state, subjects: subjects.length })),
  ...(snapshot.silences.length === 0 ? {} : { silences: snapshot.silences.map(({ id }) => id) }),
  changes: snapshot.alert?.changes.length ?? 0,
  published,
  ...(undelivered === null ? {} : { undelivered: undelivered.message }),
  ...(oldest === undefined ? {} : { [logFields.waitingSeconds]: secondsBetween(oldest, snapshot.takenAt) }),
  latencyMilliseconds: snapshot.latencyMilliseconds,
  ...(remarks.length === 0 ? {} : { remarks }),
});
