import type { Clock, Timestamp } from '../../core/base/time.ts';
import { reasonOf } from '../base/reason-of.ts';
import { serveControl } from '../store/control-socket.ts';
import type { LocalStore } from '../store/local-store.ts';
import type { ProgressReport, WorkspaceProgress } from './progress.ts';

/** What a running watch says of itself. */
export interface WatchReport {
  readonly pid: number;
  readonly startedAt: Timestamp;
  readonly workspaces: readonly ProgressReport[];
}

interface Controlled {
  /** null: the store is in memory, and nobody else can ask for it. */
  readonly directory: string | null;
  readonly store: LocalStore;
  readonly progress: readonly WorkspaceProgress[];
  readonly clock: Clock;
}

/** Lets other commands ask a watch and its store while it runs. @returns what ends that */
export async function controlledBy(
  { directory, store, progress, clock }: Controlled,
  onNote: (note: string) => void,
): Promise<() => Promise<void>> {
  if (directory === null) return () => Promise.resolve();
  const startedAt = clock.now();
  const report = (): WatchReport => ({
    pid: process.pid,
    startedAt,
    workspaces: progress.map((one) => one.report),
  });
  try {
    return await serveControl(directory, { store, progress: report });
  } catch (error) {
    onNote(`other commands cannot ask this watch while it runs: ${reasonOf(error)}`);
    return () => Promise.resolve();
  }
}
