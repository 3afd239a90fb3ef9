import { History } from '../../adapters/dynamodb/history.ts';
import { pollSeconds } from '../../cli/console/sources.ts';
import { serveConsole } from '../../cli/console/server.ts';
import { type LocalStore, openLocalStore } from '../../cli/store/local-store.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { plusSeconds, type Timestamp, toTimestamp } from '../../core/base/time.ts';
import { checksOf } from '../month.ts';

/** Serves a console over a history in memory, for as long as `use` takes. */
export async function withConsole(
  write: (store: LocalStore, until: Timestamp) => Promise<unknown>,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const store = await openLocalStore(null);
  const { client, table } = store;
  try {
    const minute = 60_000;
    await write(store, toTimestamp(new Date(Math.floor(Date.now() / minute) * minute)));
    const history = new History(client, table);
    const source = { history, client, table, where: 'memory', store: null };
    const served = await serveConsole(
      { ...source, now: () => systemClock.now(), everySeconds: pollSeconds.local },
      { port: 0 },
    );
    try {
      await use(served.url);
    } finally {
      await served.close();
    }
  } finally {
    await store.close();
  }
}

/** The last checks of so many workspaces of three instances. */
export async function recordMany({ client, table }: LocalStore, workspaces: number, until: Timestamp): Promise<void> {
  const history = new History(client, table);
  for (let index = 0; index < workspaces; index += 1) {
    const workspace = `workspace-${String(index).padStart(3, '0')}`;
    for (const check of checksOf(1 / 720, plusSeconds(until, -120), 3)) {
      await history.record({ ...check, workspace }, { keepSeconds: 1e6, writer: 'bench' });
    }
  }
}
