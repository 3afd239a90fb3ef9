import type { CheckJob } from './baseline.ts';
import { type History, maxAheadSeconds } from '../adapters/dynamodb/history.ts';
import type { Rollups } from '../adapters/dynamodb/rollups.ts';
import type { PublishError } from '../adapters/sns/publisher.ts';
import { secondsBetween, type Timestamp } from '../core/base/time.ts';
import { decide } from '../core/decide.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import { loadBaseline, recordedSince, takeTurn } from './baseline.ts';
import { silencesInForce, type SilenceSource } from './effective-silences.ts';
import { notify, type NotifyTools } from './notify.ts';
import { rollUpAfter } from './roll-up.ts';
import { type ObservationTools, observeWorkspace } from './observe.ts';

export interface CheckTools extends ObservationTools, NotifyTools {
  readonly history: History;
  readonly silences: SilenceSource;
  /** Called with each snapshot between its recording and its notification, which waits for it. @default nothing */
  readonly onRecorded?: (snapshot: Snapshot) => Promise<void>;
  /** Opens where the hours before are kept for reports, which one check an hour needs. @default they are not kept */
  readonly openRollups?: () => Promise<Rollups>;
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

/** Why a check was not made: another run has made it, or has recorded a later one, which went on without it. */
export type Unmade = 'repeated' | 'overtaken';

/**
 * One check, from the event to the alert.
 *
 * Recipients are notified of nothing that is not recorded, and nothing is forgotten before they were notified:
 * whatever dies in between, the next check hands over what is left.
 */
export async function check(job: CheckJob, tools: CheckTools): Promise<CheckReport | Unmade> {
  const { workspace, dueAt: takenAt, writer } = job;
  refuseAhead(takenAt, tools.clock.now());
  const baseline = await loadBaseline(job, tools);
  const unmade = recordedSince(baseline, takenAt);
  if (unmade !== null) return unmade;

  const seen = await observeWorkspace(workspace, baseline.previous, tools);

  const { previous, known } = await takeTurn(baseline, job, tools);
  // What another run has recorded meanwhile, it may have seen later than this one saw anything.
  if (previous?.takenAt !== baseline.previous?.takenAt) return check(job, tools);

  const { remarks, ...wishes } = await silencesInForce(known, workspace.maintenance, takenAt);
  const { name, rules, escalateAfterSeconds = [] } = workspace;
  const wanted = { rules, escalateAfterSeconds, ...wishes };
  const decision = decide({ ...seen, workspace: name, takenAt, previous, ...wanted });

  const { snapshot, opensAt } = decision;
  const recorded = await tools.history.record(snapshot, { keepSeconds: workspace.keepSeconds, writer });
  if (recorded === 'duplicate') return 'repeated';
  await tools.onRecorded?.(snapshot);

  const notified = await notify(snapshot, tools);
  const rollUpRemarks = await rollUpAfter(snapshot, previous, workspace, tools);
  return { snapshot, opensAt, remarks: [...decision.remarks, ...remarks, ...rollUpRemarks], ...notified };
}

/** A check that is dated ahead would keep all those from being made that are due before it. */
function refuseAhead(dueAt: Timestamp, now: Timestamp): void {
  if (secondsBetween(now, dueAt) <= maxAheadSeconds) return;
  throw new Error(`the check is dated ${dueAt}, but it is ${now}: is the clock wrong, or the event made by hand?`);
}
