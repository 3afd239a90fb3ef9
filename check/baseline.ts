import type { WatchedWorkspace } from '../config/check-event.ts';
import type { History } from '../adapters/dynamodb/history.ts';
import { type Clock, secondsBetween, type Timestamp } from '../core/base/time.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import { effectiveSilences, type SilenceSource, tryToRead } from './effective-silences.ts';
import type { KnownSilences } from '../core/incidents/silence.ts';

export interface CheckJob {
  readonly workspace: WatchedWorkspace;
  /** When the check was due. */
  readonly dueAt: Timestamp;
  /** The time under which it is kept, decided when it is about to be: see `takenAtOf`. */
  readonly takenAt: (now: Timestamp) => Timestamp;
  /** Names this run, so that a repeated write can be distinguished from another run's. */
  readonly writer: string;
}

/** What a check goes on from, and the time under which it can be kept: no other can be recorded between the two. */
export interface CheckBaseline {
  readonly previous: Snapshot | null;
  readonly takenAt: Timestamp;
  /** The silences that people have made. */
  readonly known: KnownSilences;
}

export interface BaselineTools {
  readonly clock: Clock;
  readonly history: Pick<History, 'latest'>;
  readonly silences: SilenceSource;
}

type Job = Pick<CheckJob, 'workspace' | 'dueAt' | 'takenAt'>;

/** A late check first waits for its time: until then, one that is to be kept before it may still be written. */
export async function loadBaseline(
  { workspace, dueAt, takenAt: takenAtOf }: Job,
  { clock, history, silences }: BaselineTools,
): Promise<CheckBaseline> {
  const now = clock.now();
  const takenAt = takenAtOf(now);
  if (takenAt !== dueAt) await clock.sleep(Math.max(0, secondsBetween(now, takenAt)) * 1000);
  const at = clock.now();
  const reading = tryToRead(silences, workspace.name, at);
  // A run that fails leaves no call under way for the next one of its process.
  const previous = await history.latest(workspace.name, at).finally(() => reading);
  return { takenAt, previous, known: effectiveSilences(await reading, previous) };
}

/** The baseline of a check that is about to be recorded: loaded anew until its time has not passed meanwhile. */
export async function reloadIfSlotPassed(
  baseline: CheckBaseline,
  job: Job,
  tools: BaselineTools,
): Promise<CheckBaseline> {
  const isCurrent = baseline.takenAt === job.takenAt(tools.clock.now());
  return isCurrent ? baseline : reloadIfSlotPassed(await loadBaseline(job, tools), job, tools);
}

/** Whether the check that was due then, or a later one, is recorded already. */
export const isRecordedSince = ({ previous }: CheckBaseline, dueAt: Timestamp): boolean =>
  previous !== null && secondsBetween(previous.takenAt, dueAt) <= 0;
