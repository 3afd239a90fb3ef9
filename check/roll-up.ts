import type { History } from '../adapters/dynamodb/history.ts';
import type { Rollups } from '../adapters/dynamodb/rollups.ts';
import type { WatchedWorkspace } from '../config/check-event.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import { isNewHour } from '../core/timeline/rollup.ts';
import { canNotify, type TimeLeft } from './time-left.ts';

interface RollUpTools extends TimeLeft {
  readonly history: History;
  readonly openRollups?: () => Promise<Rollups>;
}

/**
 * After the first check of an hour, keeps for reports what the hours before hold. The check is made and its alert is
 * sent by then: what goes wrong here is a remark, and made up for by one of the next checks.
 */
export async function rollUpAfter(
  snapshot: Snapshot,
  previous: Snapshot | null,
  { keepSeconds }: Pick<WatchedWorkspace, 'keepSeconds'>,
  { history, openRollups, ...timeLeft }: RollUpTools,
): Promise<readonly string[]> {
  if (openRollups === undefined || previous === null || !canNotify(timeLeft)) return [];
  if (!isNewHour(previous.takenAt, snapshot.takenAt)) return [];
  try {
    // Loaded only now: one check an hour needs it.
    const [rollups, { rollUpNewHour }] = await Promise.all([
      openRollups(),
      import('../adapters/dynamodb/rollups-make.ts'),
    ]);
    await rollUpNewHour({ history, rollups }, { keepSeconds, previousAt: previous.takenAt, snapshot });
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [`the last hour is not rolled up for reports yet, the next one makes up for it: ${reason}`];
  }
}
