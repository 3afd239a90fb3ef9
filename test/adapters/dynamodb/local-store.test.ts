import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../../../cli/base/problem.ts';
import { openLocalStore } from '../../../cli/store/local-store.ts';
import { History } from '../../../adapters/dynamodb/history.ts';
import { givenSnapshot, noon, workspace } from './given.ts';

const keeping = { keepSeconds: 3600, writer: 'this-run' };

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'local-store-'));
});
afterEach(() => rm(directory, { recursive: true }));

const errorOf = (opening: Promise<unknown>): Promise<unknown> =>
  opening.then(
    () => null,
    (thrown: unknown) => thrown,
  );

describe('a local store', () => {
  test('kept in a directory remembers from one time to the next, and makes the directory', async () => {
    const kept = join(directory, 'made', 'by', 'itself');
    const before = await openLocalStore(kept);
    const snapshot = givenSnapshot();
    await new History(before.client, before.table).record(snapshot, keeping);
    await before.close();

    const after = await openLocalStore(kept);
    try {
      expect(await new History(after.client, after.table).latest(workspace, noon)).toEqual(snapshot);
    } finally {
      await after.close();
    }
  });

  test('in memory starts empty each time', async () => {
    for (let times = 0; times < 2; times += 1) {
      const store = await openLocalStore(null);
      try {
        const history = new History(store.client, store.table);
        expect(await history.latest(workspace, noon)).toBeNull();
        await history.record(givenSnapshot(), keeping);
      } finally {
        await store.close();
      }
    }
  });

  test('listens nowhere: nobody but its own client can ask it', async () => {
    const listeners = () => process.getActiveResourcesInfo().filter((kind) => /server/i.test(kind));
    const before = listeners();
    const store = await openLocalStore(directory);
    try {
      await new History(store.client, store.table).record(givenSnapshot(), keeping);
      expect(listeners()).toEqual(before);
    } finally {
      await store.close();
    }
  });

  const withTable = `{"TableName":"rocketchat-alerter-history"}`;
  test.each([
    { target: '', body: '' },
    { target: 'DynamoDB_20120810.Query', body: '{"TableName"' },
    { target: 'DynamoDB_20120810.Query', body: '[]' },
    { target: 'DynamoDB_20120810.DeleteTable', body: withTable },
    { target: 'DynamoDB_20120810.__proto__', body: withTable },
    { target: 'DynamoDB_20120810.PutItem', body: withTable },
    { target: 'DynamoDB_20120810.GetItem', body: '{"TableName":"other","Key":{"workspace":{"S":"a"}}}' },
  ])('answers what it cannot do with an error, and goes on: $target $body', async ({ target, body }) => {
    const store = await openLocalStore(directory);
    try {
      const history = new History(store.client, store.table);
      await history.record(givenSnapshot(), keeping);
      expect((await store.answer(target, body)).status).toBeGreaterThanOrEqual(400);
      expect(await history.latest(workspace, noon)).toEqual(givenSnapshot());
    } finally {
      await store.close();
    }
  });

  test('that is closed while calls are under way ends each of them', async () => {
    const store = await openLocalStore(directory);
    const history = new History(store.client, store.table);
    const calls = [1, 2, 3].map(() => history.latest(workspace, noon));
    const settled = Promise.allSettled([...calls, store.close()]);
    expect(await settled).toHaveLength(4);
    await expect(history.latest(workspace, noon)).rejects.toThrow('the store is closed');
    // Nothing of it holds the directory.
    await (await openLocalStore(directory)).close();
  });

  test('that is open already says so, and leaves the other alone', async () => {
    const store = await openLocalStore(directory);
    try {
      const error = await errorOf(openLocalStore(directory));
      expect(error).toBeInstanceOf(Problem);
      expect(String(error)).toContain(directory);
      expect(String(error)).toContain('Another process has it open');
      expect(await new History(store.client, store.table).latest(workspace, noon)).toBeNull();
    } finally {
      await store.close();
    }
  });

  const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);
  const modesIn = async (path: string): Promise<ReadonlySet<string>> =>
    new Set(await Promise.all((await readdir(path)).map((name) => modeOf(join(path, name)))));
  const recordIn = async (path: string): Promise<void> => {
    const store = await openLocalStore(path);
    try {
      await new History(store.client, store.table).record(givenSnapshot(), keeping);
    } finally {
      await store.close();
    }
  };

  test('can be read by its owner alone', async () => {
    const kept = join(directory, 'kept');
    await recordIn(kept);
    expect(await modeOf(kept)).toBe('700');
    expect([...(await modesIn(kept))]).toEqual(['600']);
  });

  test('of an earlier version is closed to others when it is opened', async () => {
    const kept = join(directory, 'kept');
    await recordIn(kept);
    for (const name of await readdir(kept)) await chmod(join(kept, name), 0o644);
    await chmod(kept, 0o755);
    await recordIn(kept);
    expect(await modeOf(kept)).toBe('700');
    expect([...(await modesIn(kept))]).toEqual(['600']);
  });

  test('in a directory with something else leaves that as it is', async () => {
    const shared = join(directory, 'shared');
    await mkdir(shared);
    await chmod(shared, 0o755);
    await writeFile(join(shared, 'notes.txt'), 'of somebody');
    await chmod(join(shared, 'notes.txt'), 0o644);
    await recordIn(shared);
    expect(await modeOf(shared)).toBe('755');
    expect(await modeOf(join(shared, 'notes.txt'))).toBe('644');
    expect(await modeOf(join(shared, 'CURRENT'))).toBe('600');
  });

  const permission = 'Give a directory that you may write to.';
  test.each([
    { says: 'a file where the directory should be', file: 'taken', directoryOf: 'taken' },
    { says: 'a file on the way to it', file: 'taken', directoryOf: 'taken/store' },
    { says: 'damage', file: 'CURRENT', directoryOf: '.', advice: 'move that directory away' },
  ])('that cannot be opened says why and what to do: $says', async ({ file, directoryOf, advice = permission }) => {
    await writeFile(join(directory, file), 'no database');
    const error = await errorOf(openLocalStore(join(directory, directoryOf)));
    expect(error).toBeInstanceOf(Problem);
    expect(String(error)).toMatch(/cannot be opened \(.+\)\. /);
    expect(String(error)).toContain(advice);
  });
});
