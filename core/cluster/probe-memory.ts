import type { Timestamp } from '../base/time.ts';
import type { Series } from '../memory/series.ts';
import type { ProbeFailure } from '../observation/probe-result.ts';

/** What is remembered of the times an instance was asked. */
export interface ProbeMemory {
  /** When the process that first answered for it started; null where that is not known. */
  readonly processStartedAt: Timestamp | null;
  /** Whether it ever answered, and whether it ever said that it was ready. */
  readonly onceAnswered: boolean;
  readonly onceReady: boolean;
  /** How many times in a row nobody answered. */
  readonly silentTimes: number;
  /** When one that has never answered is asked again; null: at the next check. */
  readonly askAgainAt: Timestamp | null;
  /** The trouble that was last remarked upon; null once it has answered. */
  readonly remarked: ProbeFailure | null;
  readonly resident: Series | null;
  readonly heap: Series | null;
}
