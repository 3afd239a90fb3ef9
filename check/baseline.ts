import type { WatchedWorkspace } from '../config/check-event.ts';
import type { History } from '../adapters/dynamodb/history.ts';
import { type Clock, plusSeconds, secondsBetween, type Timestamp } from '../core/base/time.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import { effectiveSilences, type SilenceSource, tryToRead } from './effective-silences.ts';
import type { KnownSilences } from '../core/incidents/silence.ts';
import { maxWritingSeconds, type Overlap } from './overlap.ts';
import { mustHaveTime, type TimeLeft } from './time-left.ts';

export interface CheckJob {
  readonly workspace: WatchedWorkspace;
  /** When the check was due, and the time under which it is kept. */
  readonly dueAt: Timestamp;
  readonly mayOverlap: Overlap;
  /** Names this run, so that a repeated write can be distinguished from another run's. */
  readonly writer: string;
}

/** What a check goes on from. */
export interface CheckBaseline {
  readonly previous: Snapshot | null;
  /** The silences that people have made. */
  readonly known: KnownSilences;
}

export interface BaselineTools extends TimeLeft {
  readonly clock: Clock;
  readonly history: Pick<History, 'latest' | 'claim'>;
  readonly silences: SilenceSource;
}

export async function loadBaseline(
  { workspace }: Pick<CheckJob, 'workspace'>,
  { clock, history, silences }: BaselineTools,
): Promise<CheckBaseline> {
  const at = clock.now();
  const reading = tryToRead(silences, workspace.name, at);
  // A run that fails leaves no call under way for the next one of its process.
  const previous = await history.latest(workspace.name, at).finally(() => reading);
  return { previous, known: effectiveSilences(await reading, previous) };
}

/**
 * The baseline of a check that is about to be recorded. Where another run may be about to record one, too, only one of
 * them goes on at a time: it has the workspace for as long as it takes to read what is recorded by then and to write.
 */
export async function takeTurn(baseline: CheckBaseline, job: CheckJob, tools: BaselineTools): Promise<CheckBaseline> {
  const { clock, history } = tools;
  const now = clock.now();
  const isAlone = !job.mayOverlap(baseline.previous?.takenAt ?? null, now);
  if (isAlone || recordedSince(baseline, job.dueAt) !== null) return baseline;
  const until = plusSeconds(now, 2 * maxWritingSeconds);
  const hasTurn = await history.claim(job.workspace.name, { writer: job.writer, now, until });
  if (!hasTurn) {
    mustHaveTime(tools, 'to wait for the run that has its turn');
    await clock.sleep(1_000);
  }
  const current = await loadBaseline(job, tools);
  const canWrite = hasTurn && secondsBetween(clock.now(), until) >= maxWritingSeconds;
  return canWrite ? current : takeTurn(current, job, tools);
}

/** Whether the check that was due then is recorded already, or a later one is; null: neither. */
export function recordedSince({ previous }: CheckBaseline, dueAt: Timestamp): 'repeated' | 'overtaken' | null {
  if (previous === null) return null;
  const ahead = secondsBetween(dueAt, previous.takenAt);
  return ahead < 0 ? null : ahead === 0 ? 'repeated' : 'overtaken';
}
