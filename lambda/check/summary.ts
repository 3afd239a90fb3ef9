import { countStatuses } from '../health/counts.ts';
import type { CheckReport } from './check.ts';

/** What a check is remembered by in the log: counts and durations, and nothing that the workspace should keep. */
export const summarise = ({ snapshot, remarks, published, undelivered }: CheckReport) => ({
  workspace: snapshot.workspace,
  takenAt: snapshot.takenAt,
  outcome: snapshot.outcome,
  ...(snapshot.failure === null ? {} : { failure: snapshot.failure.detail }),
  observer: snapshot.observer,
  instances: countStatuses(snapshot.health),
  incidents: snapshot.health.incidents.map(({ kind, state, subjects }) => ({ kind, state, subjects: subjects.length })),
  changes: snapshot.alert?.changes.length ?? 0,
  published,
  ...(undelivered === null ? {} : { undelivered: undelivered.message }),
  latencyMilliseconds: snapshot.latencyMilliseconds,
  ...(remarks.length === 0 ? {} : { remarks }),
});
