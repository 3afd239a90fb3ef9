import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { SilenceSource } from '../../check/effective-silences.ts';
import { HistoryError } from '../../adapters/dynamodb/history-error.ts';
import { plusSeconds } from '../../core/base/time.ts';
import { Rig } from './rig.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

/** What a person adds to the store now, for so many minutes. */
const addSilence = (minutes: number, instance: string | null = null): Promise<void> => {
  const from = rig.clock.now();
  const until = plusSeconds(from, 60 * minutes);
  return rig.silences.add('production', { id: 'by-hand', kinds: null, instance, from, until, reason: 'updates' });
};

// The virtual clock starts at 19:00 UTC on a Saturday.
const maintenance = [{ cron: '2 19 * * SAT', timeZone: 'UTC', forSeconds: 480, kinds: null, reason: 'weekly restart' }];

describe('an instance that is killed during a silence', () => {
  test('and comes back before its end is never sent', async () => {
    rig = await Rig.build();
    await rig.checks(2);
    await addSilence(8);
    rig.cluster.kill(rig.ids[1]);
    await rig.checks(4);
    rig.cluster.start();
    await rig.checks(8);
    expect(rig.sent).toEqual([]);
    expect((await rig.snapshots()).some(({ health }) => health.incidents.some(({ state }) => state === 'open'))).toBe(
      true,
    );
  });

  test('and is still gone when it ends is sent at the first check after', async () => {
    rig = await Rig.build();
    await rig.checks(2);
    await addSilence(8);
    rig.cluster.kill(rig.ids[1]);
    await rig.checks(8);
    expect(rig.sent).toEqual([]);
    await rig.checks(1);
    expect(rig.sent).toEqual(['opened disappeared']);
    const [alert] = rig.published;
    expect(alert?.changes[0]?.incident.since).toBe((await rig.snapshots())[3]?.takenAt);
  });

  test('leaves in each snapshot which silences held, and in no other', async () => {
    rig = await Rig.build();
    await rig.checks(2);
    await addSilence(3);
    await rig.checks(5);
    const held = (await rig.snapshots()).map(({ silences }) => silences.map(({ id }) => id).join());
    expect(held).toEqual(['', '', 'by-hand', 'by-hand', 'by-hand', '', '']);
  });
});

describe('a maintenance window', () => {
  test('holds back what comes and goes in it', async () => {
    rig = await Rig.build({ maintenance });
    await rig.checks(2);
    rig.cluster.kill(rig.ids[1]);
    await rig.checks(4);
    rig.cluster.start();
    await rig.checks(8);
    expect(rig.sent).toEqual([]);
  });

  test('is over for what still stands at its end', async () => {
    rig = await Rig.build({ maintenance });
    await rig.checks(2);
    rig.cluster.kill(rig.ids[1]);
    await rig.checks(8);
    expect(rig.sent).toEqual([]);
    await rig.checks(1);
    expect(rig.sent).toEqual(['opened disappeared']);
    const held = (await rig.snapshots()).map(({ silences }) => silences.length);
    expect(held).toEqual([0, 0, ...Array.from({ length: 8 }, () => 1), 0]);
  });
});

describe('where silences cannot be read, a check is made all the same, and says so:', () => {
  const failing: SilenceSource = {
    upcoming: () =>
      Promise.reject(new HistoryError({ table: 'history', call: 'Query', kind: 'throttled', cause: 'too fast' })),
  };

  test('without any known before, what opens is sent', async () => {
    rig = await Rig.build();
    rig.silenceSource = failing;
    await rig.checks(2);
    rig.cluster.kill(rig.ids[1]);
    await rig.checks(5);
    expect(rig.sent).toEqual(['opened disappeared']);
    const report = await rig.check();
    expect(report?.remarks).toEqual([expect.stringMatching(/^silences could not be read: .*too fast/)]);
  });

  test('maintenance windows are kept, each once', async () => {
    rig = await Rig.build({ maintenance });
    rig.silenceSource = failing;
    await rig.checks(4);
    const held = (await rig.snapshots()).map(({ silences }) => silences.length);
    expect(held).toEqual([0, 0, 1, 1]);
  });

  test('those of the check before hold on, until they end', async () => {
    rig = await Rig.build();
    await rig.checks(1);
    await addSilence(10);
    await rig.checks(1);
    rig.silenceSource = failing;
    rig.cluster.kill(rig.ids[1]);
    await rig.checks(9);
    expect(rig.sent).toEqual([]);
    await rig.checks(1);
    expect(rig.sent).toEqual(['opened disappeared']);
  });
});

test('a check whose history cannot be read ends only when its reading of silences has ended', async () => {
  rig = await Rig.build();
  const ended: string[] = [];
  let answer = (): void => undefined;
  rig.silenceSource = {
    upcoming: async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      ended.push('silences');
      return { silences: [], remarks: [] };
    },
  };
  jest.spyOn(rig.history, 'latest').mockRejectedValue(new Error('history is down'));
  const checking = rig.check().catch((error: unknown) => ended.push(String(error)));
  await new Promise(setImmediate);
  expect(ended).toEqual([]);
  answer();
  await checking;
  expect(ended).toEqual(['silences', 'Error: history is down']);
});
