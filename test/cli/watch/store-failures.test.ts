import { describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../adapters/process/system-clock.ts';
import { noHeartbeat } from '../../../adapters/heartbeat/heartbeat.ts';
import { chooseWorkspace } from '../../../cli/input/choose-workspace.ts';
import { fixedCredentials } from '../../../cli/input/credentials.ts';
import { type DynamoAnswer, localClient, serverError } from '../../../cli/store/local-client.ts';
import { openLocalStore } from '../../../cli/store/local-store.ts';
import { ReopeningDynamo } from '../../../cli/store/reopening-dynamo.ts';
import { WorkspaceProgress } from '../../../cli/watch/progress.ts';
import { watchWorkspace } from '../../../cli/watch/watch-workspace.ts';
import { plusSeconds } from '../../../core/base/time.ts';
import { VirtualClock } from '../../../simulator/clock.ts';
import { simulatedCredentials } from '../../../simulator/options.ts';
import { withServer } from '../../servers.ts';
import { listing, refusing } from '../answers.ts';
import { givenDirectory, type Ran, running, withCredentials } from '../running.ts';

const watching = (url: string, store: string, checks: number): Promise<Ran> =>
  running(['watch', '--url', url, '--store', store, '--every', '1s', '--checks', String(checks), '--json']);

describe('a watch whose store cannot be used', () => {
  test.each(['/proc/store', '/proc/self/store/below', '/dev/null/store', '/sys/store'])(
    'such as %s, ends with one line and exit code 2',
    async (store) => {
      const { code, stdout, stderr } = await watching('http://127.0.0.1:1', store, 1);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^alerter: the store in \S+ cannot be opened \([^\n]+\)\. [^\n]+\n$/);
    },
  );

  test.each([
    [
      'CURRENT',
      (path: string) => {
        writeFileSync(path, 'MANIFEST-999999\n');
      },
    ],
    [
      'MANIFEST',
      (path: string) => {
        truncateSync(path, 10);
      },
    ],
  ])('because %s is damaged, ends with one line and exit code 2', (name, damage) =>
    withServer(listing('a'), (url) =>
      givenDirectory(async (store) => {
        await watching(url, store, 2);
        const file = readdirSync(store).find((each) => each.startsWith(name)) ?? '';
        damage(join(store, file));
        const { code, stdout, stderr } = await watching(url, store, 1);
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toMatch(/^alerter: the store in \S+ cannot be opened \([^\n]+\)\. [^\n]+\n$/);
      }),
    ),
  );

  test('because its disk is full when it begins, ends with one line and exit code 2', () =>
    givenDirectory(async (store) => {
      const args = ['watch', '--url', 'http://127.0.0.1:1', '--store', store, '--checks', '1', '--json'];
      const { code, stdout, stderr } = await withFileLimit(args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^alerter: the store in \S+ cannot be opened \([^\n]+\)\. [^\n]+\n$/);
    }));
});

test('a watch goes on with its checks while its store takes nothing, and says so once', () =>
  withServer(refusing, async (url) => {
    const kept = await openLocalStore(null);
    let ended = 0;
    const client = localClient({
      answer: (target, body) =>
        ended === 1 || ended === 2
          ? Promise.resolve(serverError('IO error: No space left on device'))
          : kept.answer(target, body),
    });
    const workspace = await chooseWorkspace({ url });
    const progress = new WorkspaceProgress(workspace);
    const remarks: string[] = [];
    await watchWorkspace({
      workspace,
      credentials: fixedCredentials(simulatedCredentials),
      store: { client, table: kept.table },
      clock: new VirtualClock(systemClock.now()),
      nextDue: (dueAt) => {
        ended += 1;
        return plusSeconds(dueAt, 60);
      },
      maxChecks: 5,
      progress,
      interruption: new AbortController().signal,
      heartbeat: noHeartbeat,
      publisher: { publish: () => Promise.resolve() },
      onCheck: () => Promise.resolve(),
      onRemark: (remark) => void remarks.push(remark),
    }).finally(() => kept.close());
    expect(progress.report).toMatchObject({ made: 3, failed: 2, failure: null });
    expect(remarks).toEqual([
      'check failed; the next one tries again. The store: IO error: No space left on device (Query)',
    ]);
  }));

/** In a process that may write no byte to a file. */
const withFileLimit = (args: readonly string[]): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const script = `trap '' XFSZ; ulimit -f 0; exec "$@"`;
    const command = [process.execPath, '--import', 'tsx', 'cli/alerter.ts', ...args];
    const child = spawn('sh', ['-c', script, 'sh', ...command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], TSX_DISABLE_CACHE: '1', ...withCredentials },
      timeout: 50_000,
      killSignal: 'SIGKILL',
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });

describe('a store that is opened anew after an error', () => {
  class Fake {
    closed = 0;
    readonly answers: DynamoAnswer[];

    constructor(...answers: DynamoAnswer[]) {
      this.answers = answers;
    }

    answer(): Promise<DynamoAnswer> {
      return Promise.resolve(this.answers.shift() ?? { status: 200, json: '{}' });
    }

    close(): Promise<void> {
      this.closed += 1;
      return Promise.resolve();
    }
  }

  test('answers again once the trouble is over, and is closed before it is opened', async () => {
    const [first, second] = [new Fake(serverError('disk full')), new Fake()];
    const fakes = [first, second];
    const opened: number[] = [];
    const store = new ReopeningDynamo(() => {
      opened.push(first.closed);
      const next = fakes.shift();
      return next === undefined ? Promise.reject(new Error('none left')) : Promise.resolve(next);
    });
    expect((await store.answer('', '')).status).toBe(500);
    expect((await store.answer('', '')).status).toBe(200);
    expect(opened).toEqual([0, 1]);
    await store.close();
    expect(second.closed).toBe(1);
    expect((await store.answer('', '')).status).toBe(500);
  });

  test('tries to open it with each request for as long as that fails', async () => {
    let tries = 0;
    const store = new ReopeningDynamo(() => {
      tries += 1;
      return tries < 3 ? Promise.reject(new Error('still full')) : Promise.resolve(new Fake());
    });
    const statuses: number[] = [];
    for (let times = 0; times < 3; times += 1) statuses.push((await store.answer('', '')).status);
    expect(statuses).toEqual([500, 500, 200]);
    await store.close();
  });
});
