import { describe, expect, test } from '@jest/globals';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsOf } from '../../../core/base/json.ts';
import { controlSocket } from '../../../cli/store/control-socket.ts';
import { withServer } from '../../servers.ts';
import { inTurn, listing, quickRules } from '../answers.ts';
import { givenDirectory, givenFile, type Ran, running, starting } from '../running.ts';

interface Watched {
  readonly store: string;
  readonly ask: (...args: readonly string[]) => Promise<Ran>;
  /** Ends the watch, and resolves to what it left behind. */
  readonly end: (signal: NodeJS.Signals) => Promise<Ran>;
}

/** A watch of a process of its own that has seen one instance go, while it runs. */
const whileWatching = (use: (watched: Watched) => Promise<void>, every = '12h'): Promise<void> =>
  withServer(inTurn(listing('a', 'b'), listing('a')), (url) =>
    givenDirectory((directory) =>
      givenFile(quickRules(url), async (file) => {
        const store = join(directory, 'store');
        const args = ['watch', '--url', url, '--config', file, '--store', store, '--every', every, '--json'];
        const watch = starting(args);
        await watch.saying('"type":"check"');
        const end = (signal: NodeJS.Signals): Promise<Ran> => {
          watch.child.kill(signal);
          return watch.ended;
        };
        const ask = (...more: readonly string[]): Promise<Ran> => running([...more, '--store', store]);
        try {
          await use({ store, ask, end });
        } finally {
          await end('SIGKILL').catch(() => undefined);
        }
      }),
    ),
  );

describe('while a watch runs', () => {
  test('other commands of its owner ask it, by a socket that goes with it, and it goes on', () =>
    whileWatching(async ({ store, ask, end }) => {
      const history = await ask('history', '--json');
      expect([history.code, history.stderr]).toEqual([0, '']);
      expect(fieldsOf(JSON.parse(history.stdout))['outcome']).toBe('ok');
      const explained = await ask('explain');
      expect([explained.code, explained.stdout.length > 0]).toEqual([0, true]);
      const page = join(store, '..', 'report.html');
      expect((await ask('report', '--out', page)).code).toBe(0);
      expect(existsSync(page)).toBe(true);

      const status = await ask('status', '--json');
      expect(status.code).toBe(0);
      expect(JSON.parse(status.stdout)).toMatchObject({
        type: 'status',
        watch: { pid: expect.any(Number) },
        workspaces: [{ name: 'production', everySeconds: 43_200, made: 1, failed: 0, failure: null }],
        problems: [],
      });

      const added = await ask('silence', 'add', '--for', '2h', '--reason', 'updates', '--json');
      expect(added.code).toBe(0);
      const id = String(fieldsOf(JSON.parse(added.stdout))['id']);
      expect((await ask('silence', 'list')).stdout).toContain(id);
      const ended = await ask('silence', 'end', id);
      expect([ended.code, ended.stdout]).toEqual([0, expect.stringContaining('ended: production')]);
      expect((await ask('silence', 'list')).stderr).toContain('nothing is silenced');

      const socket = join(store, controlSocket);
      expect(statSync(socket).isSocket()).toBe(true);
      expect(statSync(socket).mode & 0o077).toBe(0);
      expect(statSync(store).mode & 0o777).toBe(0o700);
      const { code, stderr } = await end('SIGTERM');
      expect([code, stderr]).toEqual([0, '']);
      expect(existsSync(socket)).toBe(false);
    }));

  test('it mutes what a silence covers', () =>
    whileWatching(async ({ ask, end }) => {
      await ask('silence', 'add', '--for', '2h', '--reason', 'updates');
      let checks = 0;
      while (checks < 4) checks = (await ask('history', '--json')).stdout.trimEnd().split('\n').length;
      const { stdout } = await end('SIGTERM');
      expect(stdout).toContain('"state":"open"');
      expect(stdout).not.toContain('"type":"alert"');
    }, '1s'));
});

describe('where no watch runs', () => {
  test('the store that a killed watch left is read and watched as before', () =>
    whileWatching(async ({ store, ask, end }) => {
      await end('SIGKILL');
      expect(existsSync(join(store, controlSocket))).toBe(true);
      const { code, stdout, stderr } = await ask('status');
      expect([code, stderr]).toEqual([1, '']);
      expect(stdout).toContain('no watch runs on this store: nothing is monitored');
      expect((await ask('history', '--json')).code).toBe(0);
      await withServer(listing('a'), async (url) => {
        const again = await running(['watch', '--url', url, '--checks', '1', '--store', store, '--json']);
        expect([again.code, again.stderr]).toEqual([0, '']);
      });
    }));

  test('status says where there is no store', async () => {
    const { code, stderr } = await running(['status', '--store', '/nowhere']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('there is no directory /nowhere')]);
  });
});

test('a watch whose directory has too long a name for a socket says so, and goes on', () =>
  withServer(listing('a'), (url) =>
    givenDirectory(async (directory) => {
      const store = join(directory, 'x'.repeat(120));
      const { code, stderr } = await running(['watch', '--url', url, '--checks', '1', '--store', store, '--json']);
      expect(code).toBe(0);
      expect(stderr).toMatch(/^note: other commands cannot ask this watch while it runs: the path \S+ is too long/);
    }),
  ));
