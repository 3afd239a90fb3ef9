import { describe, expect, test } from '@jest/globals';
import { Overview, type StatusPart } from '../../../cli/console/overview.ts';
import type { ConsoleSource } from '../../../cli/console/sources.ts';
import { History } from '../../../adapters/dynamodb/history.ts';
import { openLocalStore } from '../../../cli/store/local-store.ts';
import { minute } from '../../adapters/dynamodb/given.ts';
import { checkAt, givenInstance } from '../../core/timeline/given.ts';

const names = Array.from({ length: 40 }, (_, index) => `workspace-${index}`);

/** What reads 40 workspaces, each of which waits until it is let through. */
async function given(use: (source: ConsoleSource, hold: { promise: Promise<void> }) => Promise<void>): Promise<void> {
  const store = await openLocalStore(null);
  const { client, table } = store;
  const history = new History(client, table);
  const hold = { promise: Promise.resolve() };
  for (const workspace of names) {
    await history.record({ ...checkAt(0, [givenInstance('a')]), workspace }, { keepSeconds: 1e9, writer: 'test' });
  }
  const own = history.latestUntil.bind(history);
  history.latestUntil = async (workspace, span) => {
    await hold.promise;
    return own(workspace, span);
  };
  try {
    const everySeconds = { workspace: 1, overview: 1 };
    await use({ history, client, table, where: 'memory', store: null, now: () => minute(1), everySeconds }, hold);
  } finally {
    await store.close();
  }
}

const namesIn = (part: StatusPart | undefined): readonly string[] =>
  (part?.statuses ?? []).map(({ workspace }) => workspace);

describe('the overview of many workspaces', () => {
  test('shows what was read before at once, while all are read again', async () => {
    await given(async (source, hold) => {
      const overview = new Overview(source, new AbortController().signal);
      expect((await overview.read()).map(({ workspace }) => workspace)).toEqual(names);
      let letThrough = (): void => undefined;
      hold.promise = new Promise((resolve) => (letThrough = resolve));
      const parts = overview.parts();
      const first = (await parts.next()).value ?? undefined;
      expect([namesIn(first), first?.isComplete]).toEqual([names, true]);
      letThrough();
      let last: StatusPart | undefined = first;
      for await (const part of parts) last = part;
      expect([namesIn(last), last?.isComplete]).toEqual([names, true]);
    });
  });

  test('is read once for all who ask at the same time, and no further once it has ended', async () => {
    await given(async (source) => {
      let read = 0;
      const own = source.history.latestUntil.bind(source.history);
      source.history.latestUntil = (workspace, span) => {
        read += 1;
        return own(workspace, span);
      };
      const ended = new AbortController();
      const overview = new Overview(source, ended.signal);
      await Promise.all([overview.read(), overview.read()]);
      expect(read).toBe(names.length);
      ended.abort();
      await overview.read();
      expect(read).toBe(names.length);
    });
  });
});
