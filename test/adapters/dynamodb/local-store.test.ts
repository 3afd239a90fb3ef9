import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../../../cli/problem.ts';
import { openLocalStore } from '../../../cli/store/dynalite.ts';
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

  test.each([
    { says: 'a file where the directory should be', file: 'taken', directoryOf: 'taken' },
    { says: 'a file on the way to it', file: 'taken', directoryOf: 'taken/store' },
    { says: 'damage', file: 'CURRENT', directoryOf: '.' },
  ])('that cannot be opened says why and what to do: $says', async ({ file, directoryOf }) => {
    await writeFile(join(directory, file), 'no database');
    const error = await errorOf(openLocalStore(join(directory, directoryOf)));
    expect(error).toBeInstanceOf(Problem);
    expect(String(error)).toMatch(/cannot be opened \(.+\)\. Give a directory that you may write to\./);
  });
});
