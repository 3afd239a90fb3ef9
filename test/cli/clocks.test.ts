import { expect, test } from '@jest/globals';
import { clocksAt } from '../../cli/explain/clocks.ts';
import { judgeAgain } from '../../cli/explain/verdict.ts';
import { timeText } from '../../core/text/time-text.ts';
import { defaultRules } from '../../core/rules/registry.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { Rig } from '../check/rig.ts';

test('of a connection that has mended, the clock says when that counts as over', async () => {
  const rig = await Rig.inMemory();
  try {
    await rig.checks(3);
    const [a, b] = rig.ids;
    rig.cluster.partition(a, b);
    await rig.checks(6);
    rig.cluster.heal();
    await rig.checks(4);
    const [before = null, check] = (await rig.snapshots()).slice(-2);
    const [incident] = check?.health.incidents ?? [];
    if (check === undefined || incident?.kind !== 'disconnected') throw new Error('nothing was disconnected');
    const { mendedAt, openedAt } = incident;
    if (mendedAt === undefined || openedAt === null) throw new Error('no incident has opened and mended');
    const time = (at: Timestamp): string => timeText(at, check.takenAt);
    const [clock] = clocksAt(judgeAgain(check, before, defaultRules, 60), defaultRules);
    expect(clock).toContain(`were not connected to each other until ${time(mendedAt)}.`);
    expect(clock).toContain(
      `Open since ${time(openedAt)}; over ${time(plusSeconds(mendedAt, 300))} if all stay connected.`,
    );
  } finally {
    await rig.close();
  }
});
