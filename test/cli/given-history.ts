import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { plusSeconds, startOfMinute, type Timestamp } from '../../core/base/time.ts';
import { Rig } from '../check/rig.ts';

/** A history that a watch has left. */
export interface GivenHistory {
  readonly store: string;
  /** The time of each check. */
  readonly times: readonly Timestamp[];
  /** The instance that was killed. */
  readonly victim: string;
  readonly remove: () => void;
}

/**
 * Sixteen checks of a cluster of three. The second instance is killed after check 1, is seen cut off at 2, lost at 3,
 * sent at 4, replaced at 8, and over at 10; at 11 and 12 the workspace refuses the token, which is over at 15.
 */
export async function givenHistory(): Promise<GivenHistory> {
  const store = join(mkdtempSync(join(tmpdir(), 'alerter-history-')), 'store');
  const start = plusSeconds(startOfMinute(systemClock.now()), -16 * 60);
  const rig = await Rig.build({ keepIn: store, start });
  try {
    const victim = rig.ids[1];
    await rig.checks(2);
    rig.cluster.kill(victim);
    await rig.checks(5);
    rig.cluster.start({ startSeconds: 10 });
    await rig.checks(4);
    rig.cluster.cutOff('unauthorized');
    await rig.checks(2);
    rig.cluster.restore();
    await rig.checks(3);
    const times = (await rig.snapshots()).map(({ takenAt }) => takenAt);
    return {
      store,
      times,
      victim,
      remove: () => {
        rmSync(join(store, '..'), { recursive: true });
      },
    };
  } finally {
    await rig.close();
  }
}
