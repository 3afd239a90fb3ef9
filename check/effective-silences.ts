import type { KnownSilences } from '../core/incidents/silence.ts';
import { isInForce } from '../core/incidents/silence.ts';
import { HistoryError } from '../adapters/dynamodb/history-error.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import type { Timestamp } from '../core/base/time.ts';
import type { MaintenanceWindow } from '../core/incidents/maintenance.ts';

/** Where the silences that people have made are kept. */
export interface SilenceSource {
  /** Those of a workspace that have not ended by then. Throws a `HistoryError`. */
  upcoming(workspace: string, at: Timestamp): Promise<KnownSilences>;
}

/** Reads them, or says why that cannot be done: a check goes on without. */
export async function tryToRead(
  source: SilenceSource,
  workspace: string,
  at: Timestamp,
): Promise<KnownSilences | HistoryError> {
  try {
    return await source.upcoming(workspace, at);
  } catch (error) {
    if (error instanceof HistoryError) return error;
    throw error;
  }
}

/**
 * What was read; where nothing could be, the silences that held at the check before go on to hold until their end.
 * One that was made since is not known, and holds nothing back: rather too much is sent than too little.
 */
export const effectiveSilences = (read: KnownSilences | HistoryError, previous: Snapshot | null): KnownSilences =>
  read instanceof HistoryError
    ? {
        silences: (previous?.silences ?? []).filter(({ isMaintenance }) => !isMaintenance),
        remarks: [`silences could not be read: those of the check before hold on, and no new ones. ${read.message}`],
      }
    : read;

/** The silences and maintenance windows that hold at a time, and what else is known. */
export async function silencesInForce(
  known: KnownSilences,
  maintenance: readonly MaintenanceWindow[],
  at: Timestamp,
): Promise<KnownSilences> {
  const recurring = await recurringSilences(maintenance, at);
  return {
    ...known,
    silences: [...known.silences, ...recurring.silences].filter((silence) => isInForce(silence, at)),
    remarks: [...known.remarks, ...recurring.remarks],
  };
}

/** Most workspaces have no windows, and what reads these is loaded only for those that have: it takes time. */
async function recurringSilences(maintenance: readonly MaintenanceWindow[], at: Timestamp): Promise<KnownSilences> {
  if (maintenance.length === 0) return { silences: [], remarks: [] };
  const { maintenanceAt } = await import('../core/incidents/maintenance.ts');
  return maintenanceAt(maintenance, at);
}
