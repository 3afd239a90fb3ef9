import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Silence } from '../../../core/incidents/silence.ts';
import { HistoryError } from '../../../adapters/dynamodb/history-error.ts';
import { leaveRequest } from '../../../adapters/dynamodb/acknowledgements.ts';
import { Silences } from '../../../adapters/dynamodb/silences.ts';
import { givenSnapshot, minute, noon } from './given.ts';
import { all, givenStore, type GivenStore } from './given-store.ts';
import type { Timestamp } from '../../../core/base/time.ts';

let store: GivenStore;
let silences: Silences;
/** Each test has a workspace of its own in the one table. */
let name: string;
let names = 0;
beforeAll(async () => {
  store = await givenStore();
  silences = new Silences(store.client, store.table);
});
afterAll(() => store.close());
beforeEach(() => {
  name = `workspace-${(names += 1)}`;
  store.calls();
});

const silence = (id: string, extra: Partial<Silence> = {}): Silence => ({
  id,
  kinds: null,
  instance: null,
  from: noon,
  until: minute(120),
  reason: 'updates',
  ...extra,
});

const idsAt = async (at: Timestamp): Promise<string[]> =>
  (await silences.upcoming(name, at)).silences.map(({ id }) => id);

describe('silences', () => {
  test('are read back whole, by a single call', async () => {
    const one = silence('one', { kinds: ['disappeared', 'unresponsive'], instance: '10.0.1.3:3000' });
    await silences.add(name, one);
    expect(store.calls()).toEqual(['PutItem']);
    expect(await silences.upcoming(name, noon)).toEqual({ silences: [one], remarks: [] });
    expect(store.calls()).toEqual(['Query']);
  });

  test('cost half a read unit, ten of them', async () => {
    const consumed: unknown[] = [];
    store.client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        consumed.push(result.output);
        return result;
      },
      { step: 'initialize', name: 'consumed' },
    );
    for (let index = 0; index < 10; index += 1) await silences.add(name, silence(`id-${index}`));
    consumed.length = 0;
    await idsAt(noon);
    store.client.middlewareStack.remove('consumed');
    expect(consumed).toMatchObject([{ ConsumedCapacity: { CapacityUnits: 0.5 } }]);
  });

  test('are not there any more from the moment of their end, though nothing has deleted them', async () => {
    await silences.add(name, silence('short', { until: minute(60) }));
    await silences.add(name, silence('long', { until: minute(90) }));
    expect(await idsAt(minute(59))).toEqual(['short', 'long']);
    expect(await idsAt(minute(61))).toEqual(['long']);
    expect((await silences.all(minute(61))).silences.filter(({ workspace }) => workspace === name)).toHaveLength(1);
  });

  test('that two people add at once are both there', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `id-${index}`);
    await Promise.all(ids.map((id) => silences.add(name, silence(id))));
    expect((await idsAt(noon)).sort()).toEqual([...ids].sort());
  });

  test('are those of their workspace, whatever another is called', async () => {
    for (const other of [`${name}0`, `${name}-b`, `${name}.b`, 'zzz']) await silences.add(other, silence(other));
    await silences.add(name, silence('own'));
    expect(await idsAt(noon)).toEqual(['own']);
    const listed = (await silences.all(noon)).silences.map(({ workspace }) => workspace);
    expect(listed).toEqual(expect.arrayContaining([name, `${name}0`, `${name}-b`, `${name}.b`, 'zzz']));
  });

  test('are gone when they are ended, and others stay', async () => {
    await silences.add(name, silence('one'));
    await silences.add(name, silence('two'));
    await silences.remove(name, silence('one'));
    expect(await idsAt(noon)).toEqual(['two']);
  });

  test('are no snapshots, and expire by themselves', async () => {
    const history = store.history();
    await history.record(givenSnapshot(), { keepSeconds: 3600, writer: 'this-run' });
    await silences.add('production', silence('one'));
    expect(await history.latest('production', noon)).toMatchObject({ takenAt: noon });
    expect(await all(history.between('production', { since: minute(-1), until: minute(1), now: noon }))).toHaveLength(
      1,
    );
  });

  const put = (key: string, attributes: Record<string, { S: string } | { L: Array<{ S: string }> }>) =>
    store.client.send(
      new PutItemCommand({
        TableName: store.table,
        Item: {
          workspace: { S: '/silences' },
          takenAt: { S: `${name}/${minute(60)}/${key}` },
          expiresAt: { N: '9999999999' },
          ...attributes,
        },
      }),
    );

  test('come with what people have asked about incidents, by the same call', async () => {
    const request = { incident: 'lost/a/1', by: 'Ada', at: noon, note: 'disk is full', severity: 'critical' as const };
    const withdrawal = { ...request, at: minute(5), isWithdrawal: true as const };
    await silences.add(name, silence('one'));
    await leaveRequest({ client: store.client, table: store.table }, name, request);
    await leaveRequest({ client: store.client, table: store.table }, name, withdrawal);
    await leaveRequest({ client: store.client, table: store.table }, `${name}-b`, request);
    store.calls();
    expect(await silences.upcoming(name, minute(10))).toEqual({
      silences: [silence('one')],
      requests: [request, withdrawal],
      remarks: [],
    });
    expect(store.calls()).toEqual(['Query']);
    expect((await silences.all(noon)).silences.filter(({ workspace }) => workspace === name)).toHaveLength(1);
    // The incident knows by then.
    expect(await silences.upcoming(name, minute(24 * 60 + 6))).toEqual({ silences: [], remarks: [] });
  });

  test('that cannot be read are passed over and named, and do not hide the others', async () => {
    await put('odd', { id: { S: 'odd' }, reason: { S: 'no times' } });
    await silences.add(name, silence('good'));
    const { silences: found, remarks } = await silences.upcoming(name, noon);
    expect(found.map(({ id }) => id)).toEqual(['good']);
    expect(remarks).toEqual([
      `a silence that cannot be read is passed over: delete the item /silences ${name}/${minute(60)}/odd`,
    ]);
  });

  test('keep a kind that only another version knows, and mute nothing else', async () => {
    const times = { from: { S: noon }, until: { S: minute(60) } };
    await put('new', { id: { S: 'new' }, reason: { S: '' }, kinds: { L: [{ S: 'on-fire' }] }, ...times });
    expect((await silences.upcoming(name, noon)).silences).toMatchObject([{ id: 'new', kinds: ['on-fire'] }]);
  });

  test('of a table that is not there are a HistoryError', async () => {
    const lost = new Silences(store.client, 'no-such-table');
    for (const attempt of [lost.upcoming(name, noon), lost.all(noon), lost.add(name, silence('one'))]) {
      await expect(attempt).rejects.toBeInstanceOf(HistoryError);
    }
  });
});
