import type { PublishError } from '../adapters/sns/publisher.ts';
import { evaluate } from '../core/evaluation.ts';
import { isInForce } from '../core/incidents/silence.ts';
import type { History } from '../adapters/dynamodb/history.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { secondsBetween, type Timestamp } from '../core/time.ts';
import type { Observation } from '../core/observation/observation.ts';
import { probeListedInstances, type ProbeTools } from './probe-instances.ts';
import type { WatchedWorkspace } from '../config/check-event.ts';
import { maintenanceAt } from '../core/incidents/maintenance.ts';
import { notify, type NotifyTools } from './notify.ts';
import { type ObservationTools, observeWorkspace } from './observe.ts';
import { type KnownSilences, type SilenceSource, tryToRead, effectiveSilences } from './effective-silences.ts';
import { type Seen, buildSnapshot } from '../core/build-snapshot.ts';

interface CheckJob {
  readonly workspace: WatchedWorkspace;
  /** When the check was due. */
  readonly dueAt: Timestamp;
  /** The time under which it is kept, decided when it is about to be: see `takenAtOf`. */
  readonly takenAt: (now: Timestamp) => Timestamp;
  /** Names this run, so that a repeated write can be told from another run's. */
  readonly writer: string;
}

export interface CheckTools extends ObservationTools, ProbeTools, NotifyTools {
  readonly history: History;
  readonly silences: SilenceSource;
  /** Told of each snapshot between its recording and its notification, which waits for it. @default nobody is */
  readonly onRecorded?: (snapshot: Snapshot) => Promise<void>;
}

/** What came of a check that was made. */
export interface CheckReport {
  readonly snapshot: Snapshot;
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
 * Nothing is told before it is recorded, and nothing is forgotten before it is told: whatever dies in between, the
 * next check hands over what is left.
 */
export async function check(job: CheckJob, tools: CheckTools): Promise<CheckReport | null> {
  const { workspace } = job;
  const baseline = await loadBaseline(job, tools);
  const { previous } = baseline;
  if (previous !== null && !isAfter(job.dueAt, previous.takenAt)) return null;

  const looked = await timed(tools, () => observeWorkspace(workspace, tools));
  const seen = await probeListedInstances(looked, workspace, previous?.health ?? null, tools);
  const { takenAt, previous: latest, made } = await reloadIfSlotPassed(baseline, job, tools);
  if (latest?.takenAt !== previous?.takenAt) return null;
  const recurring = maintenanceAt(workspace.maintenance, takenAt);
  const silences = [...made.silences, ...recurring.silences].filter((silence) => isInForce(silence, takenAt));
  const evaluation = evaluate({
    previous: previous?.health ?? null,
    observation: seen.observation,
    rules: workspace.rules,
    silences,
    at: takenAt,
  });
  const snapshot = buildSnapshot({ workspace: workspace.name, takenAt, seen, evaluation, silences, previous });
  const recorded = await tools.history.record(snapshot, { keepSeconds: workspace.keepSeconds, writer: job.writer });
  if (recorded === 'duplicate') return null;
  await tools.onRecorded?.(snapshot);

  const notified = await notify(snapshot, tools);
  const remarks = [odditiesOf(seen.observation), evaluation.remarks, made.remarks, recurring.remarks].flat();
  return { snapshot, remarks, ...notified };
}

/** What a check goes on from, and the time under which it can be kept: no other can be recorded between the two. */
interface CheckBaseline {
  readonly previous: Snapshot | null;
  readonly takenAt: Timestamp;
  /** The silences that people have made. */
  readonly made: KnownSilences;
}

/** A late check first waits for its time: until then, one that is to be kept before it may still be written. */
async function loadBaseline(
  { workspace, dueAt, takenAt: takenAtOf }: CheckJob,
  tools: CheckTools,
): Promise<CheckBaseline> {
  const { clock, history, silences } = tools;
  const now = clock.now();
  const takenAt = takenAtOf(now);
  if (takenAt !== dueAt) await clock.sleep(Math.max(0, secondsBetween(now, takenAt)) * 1000);
  const at = clock.now();
  const reading = tryToRead(silences, workspace.name, at);
  // A run that fails leaves no call under way for the next one of its process.
  const previous = await history.latest(workspace.name, at).finally(() => reading);
  return { takenAt, previous, made: effectiveSilences(await reading, previous) };
}

/** The footing of a check that is about to be recorded: found anew until its time has not passed meanwhile. */
async function reloadIfSlotPassed(baseline: CheckBaseline, job: CheckJob, tools: CheckTools): Promise<CheckBaseline> {
  const isCurrent = baseline.takenAt === job.takenAt(tools.clock.now());
  return isCurrent ? baseline : reloadIfSlotPassed(await loadBaseline(job, tools), job, tools);
}

const isAfter = (time: Timestamp, other: Timestamp): boolean => secondsBetween(other, time) > 0;

async function timed({ clock }: CheckTools, observe: () => Promise<Observation>): Promise<Seen> {
  const startedAt = clock.now();
  const observation = await observe();
  return { observation, latencyMilliseconds: Math.round(secondsBetween(startedAt, clock.now()) * 1000) };
}

const odditiesOf = (observation: Observation): readonly string[] =>
  observation.outcome === 'ok' ? observation.oddities : [];
