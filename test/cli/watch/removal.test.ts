import { expect, test } from '@jest/globals';
import { History } from '../../../adapters/dynamodb/history.ts';
import { Silences } from '../../../adapters/dynamodb/silences.ts';
import { openLocalStore } from '../../../cli/store/local-store.ts';
import { removeExpired } from '../../../cli/store/remove-expired.ts';
import { plusSeconds } from '../../../core/base/time.ts';
import { givenSnapshot, minute, noon } from '../../adapters/dynamodb/given.ts';

test('what has expired is removed from every partition, and nothing else', async () => {
  const store = await openLocalStore(null);
  try {
    const history = new History(store.client, store.table);
    for (const workspace of ['north', 'south']) {
      for (let index = 0; index < 60; index += 1) {
        const snapshot = { ...givenSnapshot(), workspace, takenAt: minute(index) };
        await history.record(snapshot, { keepSeconds: 3_600, writer: 'one' });
      }
    }
    const silences = new Silences(store.client, store.table);
    const silence = { kinds: null, instance: null, from: noon, reason: 'updates' };
    await silences.add('north', { ...silence, id: 'a', until: minute(5) });
    await silences.add('north', { ...silence, id: 'b', until: minute(500) });

    const now = minute(90);
    const { signal } = new AbortController();
    expect(await removeExpired({ ...store, now, interruption: signal })).toBe(2 * 31 + 1);
    expect(await removeExpired({ ...store, now, interruption: signal })).toBe(0);
    const left = [];
    const span = { since: noon, until: minute(60), now: plusSeconds(noon, 0) };
    for await (const { takenAt } of history.between('south', span)) left.push(takenAt);
    expect([left.length, left[0]]).toEqual([29, minute(31)]);
    expect((await silences.all(now)).silences.map(({ silence: { id } }) => id)).toEqual(['b']);
  } finally {
    await store.close();
  }
});
