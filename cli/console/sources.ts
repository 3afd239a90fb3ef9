import type { Timestamp } from '../../core/base/time.ts';
import type { OpenHistory } from '../store/open-history.ts';

/** Where a console reads, and by which clock. */
export interface ConsoleSource extends OpenHistory {
  /** The directory that the history is kept in, where it is on this machine. */
  readonly store: string | null;
  readonly now: () => Timestamp;
  /** How often it is looked for a new check, in seconds: what each look costs is paid in AWS. */
  readonly everySeconds: { readonly workspace: number; readonly overview: number };
}

/** In AWS, a look at a workspace is a small read; on this machine, it costs nothing. */
export const pollSeconds = {
  deployed: { workspace: 15, overview: 60 },
  local: { workspace: 3, overview: 10 },
} as const;
