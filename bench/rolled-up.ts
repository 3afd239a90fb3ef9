import { History } from '../adapters/dynamodb/history.ts';
import { Rollups } from '../adapters/dynamodb/rollups.ts';
import type { LocalStore } from '../cli/store/local-store.ts';
import { millisecondsOf, plusSeconds, type Timestamp } from '../core/base/time.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import { withCheckIntervals } from '../core/timeline/check-intervals.ts';
import { Fold } from '../core/timeline/fold.ts';
import { makeRollup } from '../core/timeline/make-rollup.ts';
import { dayMilliseconds, dayOf, hourMilliseconds, hourOf } from '../core/timeline/rollup.ts';
import { checksOf, workspace } from './month.ts';
import { movedRollup } from './moved-rollup.ts';

interface RolledUpOptions {
  readonly days: number;
  readonly instances: number;
  /** When the last check is over. */
  readonly until: Timestamp;
  /** Checks of so long a time before the end are recorded one by one as well. */
  readonly recordedSeconds: number;
}

/** So many days are lived through; what is before them is the same again, earlier. */
const maxLivedDays = 30;

/** Writes the history of a workspace as the check function leaves it: a rollup for each day, and the last checks. */
export async function recordRolledUp(
  { client, table }: Pick<LocalStore, 'client' | 'table'>,
  { days, instances, until, recordedSeconds }: RolledUpOptions,
): Promise<{ readonly items: number }> {
  const history = new History(client, table);
  const rollups = new Rollups(client, table);
  const livedDays = Math.min(days, maxLivedDays);
  const since = plusSeconds(until, -livedDays * 86_400);
  const recordedSince = plusSeconds(until, -recordedSeconds);
  const openSince = hourOf(millisecondsOf(until) - 1);
  let items = 0;

  async function* recorded(): AsyncGenerator<Snapshot, void, undefined> {
    for (const snapshot of checksOf(livedDays, since, instances)) {
      // The first check says when the history begins.
      const isRecorded = snapshot.takenAt >= recordedSince || snapshot.takenAt === since;
      if (isRecorded) await history.record(snapshot, { keepSeconds: 1e9, writer: 'bench' });
      yield snapshot;
    }
  }
  const keep = async (fold: Fold, day: number): Promise<void> => {
    const [from, to] = [Math.max(day, hourOf(millisecondsOf(since))), Math.min(day + dayMilliseconds, openSince)];
    const hours = Array.from({ length: (to - from) / hourMilliseconds }, (_, hour) => from + hour * hourMilliseconds);
    const rollup = makeRollup(fold, day, hours);
    const whole = (day - dayOf(millisecondsOf(since))) / dayMilliseconds;
    const earliest = days > livedDays ? whole + days - livedDays : 0;
    for (let back = 0; back <= earliest; back += livedDays) {
      const moved = back === 0 ? rollup : movedRollup(rollup, -back * dayMilliseconds);
      await rollups.put(workspace, { rollup: moved, revision: null }, 0);
      items += 1;
    }
  };

  let day = dayOf(millisecondsOf(since));
  let fold = new Fold(dayMilliseconds);
  for await (const interval of withCheckIntervals(recorded(), until)) {
    if (millisecondsOf(interval.snapshot.takenAt) >= day + dayMilliseconds) {
      await keep(fold, day);
      [day, fold] = [day + dayMilliseconds, new Fold(dayMilliseconds)];
    }
    fold.addCheck(interval, { from: day, to: Math.min(day + dayMilliseconds, openSince), cell: hourMilliseconds });
  }
  await keep(fold, day);
  return { items };
}
