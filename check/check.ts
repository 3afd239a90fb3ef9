import type { CheckJob } from './baseline.ts';
import { type History, maxAheadSeconds } from '../adapters/dynamodb/history.ts';
import type { PublishError } from '../adapters/sns/publisher.ts';
import { secondsBetween, type Timestamp } from '../core/base/time.ts';
import { decide } from '../core/decide.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import { isRecordedSince, loadBaseline, reloadIfSlotPassed } from './baseline.ts';
import { silencesInForce, type SilenceSource } from './effective-silences.ts';
import { notify, type NotifyTools } from './notify.ts';
import { type ObservationTools, observeWorkspace } from './observe.ts';

export interface CheckTools extends ObservationTools, NotifyTools {
  readonly history: History;
  readonly silences: SilenceSource;
  /** Called with each snapshot between its recording and its notification, which waits for it. @default nothing */
  readonly onRecorded?: (snapshot: Snapshot) => Promise<void>;
}

/** What came of a check that was made. */
export interface CheckReport {
  readonly snapshot: Snapshot;
  /** When the next pending incident opens, if nothing changes; null where none will. */
  readonly opensAt: Timestamp | null;
  /** What was odd and passed over, one line for a person each. */
  readonly remarks: readonly string[];
  /** Ids of the alerts handed over by this check, earlier ones included. */
  readonly published: readonly string[];
  /** Why alerts are left in the outbox; null when none are. */
  readonly undelivered: PublishError | null;
  /** The checks whose alerts are left there, oldest first. */
  readonly waiting: readonly Timestamp[];
}

/**
 * One check, from the event to the alert; null where it, or a later one, is recorded already, or another was faster.
 *
 * Recipients are notified of nothing that is not recorded, and nothing is forgotten before they were notified:
 * whatever dies in between, the next check hands over what is left.
 */
export async function check(job: CheckJob, tools: CheckTools): Promise<CheckReport | null> {
  const { workspace, writer } = job;
  refuseAhead(job.dueAt, tools.clock.now());
  const baseline = await loadBaseline(job, tools);
  if (isRecordedSince(baseline, job.dueAt)) return null;

  const seen = await observeWorkspace(workspace, baseline.previous, tools);

  const { takenAt, previous, known } = await reloadIfSlotPassed(baseline, job, tools);
  if (previous?.takenAt !== baseline.previous?.takenAt) return null;

  const { silences, remarks } = silencesInForce(known, workspace.maintenance, takenAt);
  const decision = decide({ ...seen, workspace: workspace.name, takenAt, previous, rules: workspace.rules, silences });

  const { snapshot, opensAt } = decision;
  const recorded = await tools.history.record(snapshot, { keepSeconds: workspace.keepSeconds, writer });
  if (recorded === 'duplicate') return null;
  await tools.onRecorded?.(snapshot);

  const notified = await notify(snapshot, tools);
  return { snapshot, opensAt, remarks: [...decision.remarks, ...remarks], ...notified };
}

/** A check that is dated ahead would keep all those from being made that are due before it. */
function refuseAhead(dueAt: Timestamp, now: Timestamp): void {
  if (secondsBetween(now, dueAt) <= maxAheadSeconds) return;
  throw new Error(`the check is dated ${dueAt}, but it is ${now}: is the clock wrong, or the event made by hand?`);
}
