import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { History } from '../../../adapters/dynamodb/history.ts';
import { HistoryError } from '../../../adapters/dynamodb/history-error.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { givenAlerting, givenInstances, givenSnapshot, minute, noon, workspace } from './given.ts';
import { all, givenStore, type GivenStore } from './given-store.ts';
import { longTest } from '../../length.ts';

const keeping = { keepSeconds: 30 * 86_400, writer: 'this-run' };

let store: GivenStore;
let history: History;
/** Each test has a workspace of its own in the one table. */
let name: string;
let names = 0;
beforeAll(async () => {
  store = await givenStore();
  history = store.history();
});
afterAll(() => store.close());
beforeEach(() => {
  name = `${workspace}-${(names += 1)}`;
  store.calls();
});

const here = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  workspace: name,
  alert: snapshot.alert && { ...snapshot.alert, workspace: name, id: `${name}/${snapshot.takenAt}` },
});
const givenRecorded = async (...snapshots: readonly Snapshot[]): Promise<readonly Snapshot[]> => {
  const recorded = snapshots.map(here);
  for (const snapshot of recorded) await history.record(snapshot, keeping);
  store.calls();
  return recorded;
};

describe('the latest snapshot', () => {
  test('is null where there is none', async () => {
    expect(await history.latest(name, noon)).toBeNull();
  });

  test('is the one taken last, whole, by a single query', async () => {
    const [, newest] = await givenRecorded(
      givenSnapshot(minute(9)),
      givenSnapshot(minute(10)),
      givenSnapshot(minute(2)),
    );
    expect(await history.latest(name, minute(11))).toEqual(newest);
    expect(store.calls()).toEqual(['Query']);
  });

  test('is of that workspace only', async () => {
    await givenRecorded(givenSnapshot());
    expect(await history.latest(`${name}-other`, noon)).toBeNull();
  });

  test('counts as absent once it has expired, though it is not deleted yet', async () => {
    const keepSeconds = 600;
    await history.record(here(givenSnapshot(noon)), { ...keeping, keepSeconds });
    expect(await history.latest(name, minute(9.9))).not.toBeNull();
    expect(await history.latest(name, minute(10))).toBeNull();
  });
});

describe('recording', () => {
  test('is a single write', async () => {
    expect(await history.record(here(givenSnapshot()), keeping)).toBe('recorded');
    expect(store.calls()).toEqual(['PutItem']);
  });

  test('is done once for each check, in any order', async () => {
    const [first] = await givenRecorded(givenSnapshot(noon, { latencyMilliseconds: 1 }));
    const second = here(givenSnapshot(noon, { latencyMilliseconds: 2 }));
    expect(await history.record(second, { ...keeping, writer: 'another-run' })).toBe('duplicate');
    expect(await history.latest(name, noon)).toEqual(first);
  });

  test('is no duplicate of itself, when the answer to a write was lost and the SDK writes again', async () => {
    const [snapshot = givenSnapshot()] = await givenRecorded(givenSnapshot());
    expect(await history.record(snapshot, keeping)).toBe('recorded');
  });

  longTest('takes 3,000 instances lost at once, with their alert', async () => {
    const [huge] = await givenRecorded(givenAlerting(noon, givenInstances(3_000, 'missing')));
    const latest = await history.latest(name, noon);
    expect(latest?.health.instances).toHaveLength(3_000);
    expect(latest?.alert?.changes.at(-1)).toEqual(huge?.alert?.changes.at(-1));
  });

  test('says so when a snapshot is too large to be recorded in full', async () => {
    const noted: unknown[] = [];
    const history = store.history({ onOmission: (omitted, { takenAt }) => noted.push([takenAt, omitted]) });
    await history.record(here(givenAlerting(noon, givenInstances(4_200, 'missing'))), keeping);
    await history.record(here(givenSnapshot(minute(1))), keeping);
    expect(noted).toEqual([[noon, ['descriptions']]]);
  });
});

describe('a turn of a workspace', () => {
  const turn = (writer: string, from: number, to: number) => ({ writer, now: minute(from), until: minute(to) });

  test('is taken by one run at a time', async () => {
    expect(await history.claim(name, turn('one', 0, 1))).toBe(true);
    expect(await history.claim(name, turn('other', 0.5, 1.5))).toBe(false);
    expect(await history.claim('another workspace', turn('other', 0.5, 1.5))).toBe(true);
    expect(store.calls()).toEqual(['UpdateItem', 'UpdateItem', 'UpdateItem']);
  });

  test('can be taken once its time is over, and again by the run that has it', async () => {
    await history.claim(name, turn('one', 0, 1));
    expect(await history.claim(name, turn('one', 0.5, 1.5))).toBe(true);
    expect(await history.claim(name, turn('other', 1, 2))).toBe(false);
    expect(await history.claim(name, turn('other', 1.5, 2.5))).toBe(true);
  });

  test('is no snapshot', async () => {
    await history.claim(name, turn('one', 0, 1));
    expect(await history.latest(name, minute(2))).toBeNull();
  });
});

describe('delivery', () => {
  test('of its own alert is one update', async () => {
    const [snapshot] = await givenRecorded(givenAlerting());
    await history.markDelivered({
      workspace: name,
      takenAt: noon,
      delivered: [noon],
      deliveredAt: minute(1),
      outbox: [],
    });
    expect(store.calls()).toEqual(['UpdateItem']);
    expect(await history.latest(name, noon)).toEqual({ ...snapshot, deliveredAt: minute(1), outbox: [] });
  });

  test('of earlier alerts is marked where they stand, and what is left stays in the outbox', async () => {
    const outbox = [minute(0), minute(1), minute(2)];
    const recorded = await givenRecorded(givenAlerting(minute(0)), givenAlerting(minute(1)), {
      ...givenAlerting(minute(2)),
      outbox,
    });
    const delivered = [minute(0), minute(1)];
    await history.markDelivered({
      workspace: name,
      takenAt: minute(2),
      delivered,
      deliveredAt: minute(3),
      outbox: [minute(2)],
    });
    expect(store.calls()).toEqual(['UpdateItem', 'UpdateItem', 'UpdateItem']);
    expect((await history.alertOf(name, minute(0)))?.deliveredAt).toBe(minute(3));
    expect((await history.alertOf(name, minute(1)))?.deliveredAt).toBe(minute(3));
    expect(await history.latest(name, minute(3))).toEqual({ ...recorded[2], outbox: [minute(2)] });
  });

  test('of an alert whose snapshot is gone leaves it gone', async () => {
    await givenRecorded({ ...givenAlerting(minute(2)), outbox: [minute(0), minute(2)] });
    const delivered = [minute(0), minute(2)];
    await history.markDelivered({ workspace: name, takenAt: minute(2), delivered, deliveredAt: minute(3), outbox: [] });
    const gone = new GetItemCommand({
      TableName: store.table,
      Key: { workspace: { S: name }, takenAt: { S: minute(0) } },
    });
    expect(await store.client.send(gone)).not.toHaveProperty('Item');
  });
});

describe('the alert of a check', () => {
  test('is read by one call', async () => {
    const [snapshot] = await givenRecorded(givenAlerting());
    expect(await history.alertOf(name, noon)).toEqual({ alert: snapshot?.alert, deliveredAt: null });
    expect(store.calls()).toEqual(['GetItem']);
  });

  test('is null where the check had none, or is not there', async () => {
    await givenRecorded(givenSnapshot());
    expect(await history.alertOf(name, noon)).toBeNull();
    expect(await history.alertOf(name, minute(1))).toBeNull();
  });
});

describe('the history', () => {
  const hour = { since: minute(0), until: minute(60), now: minute(60) };

  test('is read oldest first, both ends included', async () => {
    const [, first, , last] = await givenRecorded(...[-1, 0, 30, 60, 61].map((at) => givenSnapshot(minute(at))));
    const read = await all(history.between(name, hour));
    expect(read.map(({ takenAt }) => takenAt)).toEqual([minute(0), minute(30), minute(60)]);
    expect([read[0], read[2]]).toEqual([first, last]);
  });

  test('is read page by page, and no further than it is asked for', async () => {
    // A page holds 1 MB. What fills an item here is neither compressed nor checked value by value.
    const failure = { outcome: 'server-error', detail: 'x'.repeat(300_000), httpStatus: 502 } as const;
    const times = Array.from({ length: 10 }, (_, index) => minute(index));
    await givenRecorded(...times.map((at) => givenSnapshot(at, { outcome: 'server-error', failure })));
    expect((await all(history.between(name, hour))).map(({ takenAt }) => takenAt)).toEqual(times);
    const pages = store.calls().length;
    expect(pages).toBeGreaterThan(2);
    for await (const snapshot of history.between(name, hour)) if (snapshot.takenAt === minute(0)) break;
    expect(store.calls()).toHaveLength(1);
  });

  test('leaves out what has expired', async () => {
    for (const at of [0, 10, 20])
      await history.record(here(givenSnapshot(minute(at))), { ...keeping, keepSeconds: 1800 });
    const read = await all(history.between(name, { ...hour, now: minute(40) }));
    expect(read.map(({ takenAt }) => takenAt)).toEqual([minute(20)]);
  });

  test('of alerts holds those alone, from the index', async () => {
    const missing = givenInstances(500, 'missing');
    const [small, , large] = await givenRecorded(
      givenAlerting(minute(1)),
      givenSnapshot(minute(2)),
      givenAlerting(minute(3), missing),
      givenAlerting(minute(61)),
    );
    await history.markDelivered({
      workspace: name,
      takenAt: minute(1),
      delivered: [minute(1)],
      deliveredAt: minute(2),
      outbox: [],
    });
    store.calls();
    expect(await all(history.alerts(name, hour))).toEqual([
      { alert: small?.alert, deliveredAt: minute(2) },
      { alert: large?.alert, deliveredAt: null },
    ]);
    expect(store.calls()).toEqual(['Query']);
  });
});

test('an item that is no snapshot is named, with what to do', async () => {
  const key = { workspace: { S: name }, takenAt: { S: noon } };
  const Item = { ...key, expiresAt: { N: '9999999999' }, outcome: { S: 'splendid' } };
  await store.client.send(new PutItemCommand({ TableName: store.table, Item }));
  const error: unknown = await history.latest(name, noon).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HistoryError);
  expect(error).toMatchObject({ kind: 'unreadable', retryable: false, call: 'Query', table: store.table });
  expect(String(error)).toContain(`${name} ${noon}`);
  expect(String(error)).toContain('Delete');
});
