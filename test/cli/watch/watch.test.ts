import { describe, expect, test } from '@jest/globals';
import type { RequestListener } from 'node:http';
import { chooseWorkspace } from '../../../cli/input/choose-workspace.ts';
import { fixedCredentials } from '../../../cli/input/credentials.ts';
import { openLocalStore } from '../../../cli/store/local-store.ts';
import { WorkspaceProgress } from '../../../cli/watch/progress.ts';
import { watchWorkspace } from '../../../cli/watch/watch-workspace.ts';
import { noHeartbeat } from '../../../adapters/heartbeat/heartbeat.ts';
import { systemClock } from '../../../adapters/process/system-clock.ts';
import { plusSeconds, type Timestamp, timestampFrom } from '../../../core/base/time.ts';
import { VirtualClock } from '../../../simulator/clock.ts';
import { simulatedCredentials } from '../../../simulator/options.ts';
import { serve } from '../../../simulator/server.ts';
import { SimulatedWorkspace } from '../../../simulator/workspace.ts';
import { withServer } from '../../servers.ts';
import { answering, inTurn, listing, quickRules, refusing } from '../answers.ts';
import { alertsOf, checksOf, linesOf, briefly } from '../contract.ts';
import { givenDirectory, givenFile, type Ran, running, withCredentials } from '../running.ts';

const watchLossAndReplacement = (): Promise<Ran> =>
  withServer(inTurn(listing('a', 'b'), listing('a'), listing('a'), listing('a', 'c')), (url) =>
    givenFile(quickRules(url), (file) => running(['watch', '--url', url, '--config', file, '--checks', '4', '--json'])),
  );

const watching = (answer: RequestListener, ...args: readonly string[]): Promise<Ran> =>
  withServer(answer, (url) => running(['watch', '--url', url, '--every', '1s', ...args]));

/** By rules that count within seconds. */
const watchingQuickly = (answer: RequestListener, ...args: readonly string[]): Promise<Ran> =>
  withServer(answer, (url) =>
    givenFile(quickRules(url), (file) => running(['watch', '--url', url, '--config', file, ...args])),
  );

describe('watch --json', () => {
  const lossAndReplacement = watchLossAndReplacement();
  test('prints each check, and after it the alert it sends: a loss once it has lasted, and its replacement', async () => {
    const { code, stdout, stderr } = await lossAndReplacement;
    expect([code, stderr]).toEqual([0, '']);
    const lines = linesOf(stdout);
    expect(lines.map(briefly)).toEqual([
      'check ok: ',
      'check ok: disappeared pending',
      'check ok: disappeared open',
      'alert: opened disappeared -',
      'check ok: ',
      'alert: resolved disappeared replaced',
    ]);
    const [, pending, open, , replaced] = lines;
    expect(open).toMatchObject({
      instances: [
        { id: 'a', status: 'healthy' },
        { id: 'b', status: 'missing', connected: null, heartbeatAgeSeconds: null, host: 'host-b' },
      ],
      incidents: [{ subjects: ['b'], since: pending?.takenAt }],
    });
    expect(replaced).toMatchObject({ instances: [{ id: 'a' }, { id: 'c' }] });
  });

  test('names an alert after its workspace and its check, and checks on the beat', async () => {
    const lines = linesOf((await lossAndReplacement).stdout);
    const times = checksOf(lines).map(({ takenAt }) => takenAt);
    expect(alertsOf(lines).map(({ id, takenAt }) => [id, takenAt])).toEqual([
      [`production/${times[2] ?? ''}`, times[2]],
      [`production/${times[3] ?? ''}`, times[3]],
    ]);
    const first = timestampFrom(times[0] ?? '');
    expect(times).toEqual([0, 1, 2, 3].map((seconds) => first && plusSeconds(first, seconds)));
  });

  test('reports that credentials are refused, and that they work again', async () => {
    const { code, stdout, stderr } = await watchingQuickly(
      inTurn(refusing, refusing, listing('a')),
      '--checks',
      '3',
      '--json',
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(linesOf(stdout).map(briefly)).toEqual([
      'check unauthorized: unauthorized open',
      'alert: opened unauthorized -',
      'check unauthorized: unauthorized open',
      'check ok: ',
      'alert: resolved unauthorized authorized',
    ]);
  });
});

test('an alert is printed only after its check has been shown, however long that takes', () =>
  withServer(refusing, async (url) => {
    const store = await openLocalStore(null);
    const chosen = await chooseWorkspace({ url });
    const order: string[] = [];
    const note = (what: string): Promise<void> => Promise.resolve(void order.push(what));
    const workspace = {
      ...chosen,
      rules: { ...chosen.rules, unauthorized: { ...chosen.rules.unauthorized, forSeconds: 0 } },
    };
    const progress = new WorkspaceProgress(workspace);
    await watchWorkspace({
      workspace,
      credentials: fixedCredentials(simulatedCredentials),
      store,
      clock: systemClock,
      nextDue: (dueAt) => plusSeconds(dueAt, 60),
      maxChecks: 1,
      progress,
      interruption: new AbortController().signal,
      heartbeat: noHeartbeat,
      publisher: { publish: () => note('alert') },
      onCheck: () => new Promise((resolve) => setImmediate(resolve)).then(() => note('check')),
      onRemark: () => undefined,
    }).finally(() => store.close());
    expect([progress.wasHealthy, order]).toEqual([false, ['check', 'alert']]);
  }));

describe('watch prints what is odd on stderr', () => {
  test('once for as long as it lasts', async () => {
    const odd = answering(200, {
      instances: [{ _id: 'a', connection: { currentStatus: { local: true } } }, {}],
      success: true,
    });
    const { stdout, stderr } = await watching(inTurn(odd, odd, listing('a'), odd), '--checks', '4', '--json');
    expect(linesOf(stdout)).toHaveLength(4);
    expect(stderr).toBe('note: entry 2 has no usable id and was left out\n'.repeat(2));
  });

  const afterOneDated = (ahead: Timestamp): Promise<Ran> =>
    withServer(listing('a'), (url) =>
      givenDirectory(async (directory) => {
        const args = ['watch', '--url', url, '--store', directory, '--every', '1s', '--json'];
        await running([...args, '--checks', '1'], { clock: new VirtualClock(ahead) });
        return running([...args, '--checks', '2']);
      }),
    );

  test('such as a clock that was set back a little, under which nothing can be checked', async () => {
    const { code, stdout, stderr } = await afterOneDated(plusSeconds(systemClock.now(), 120));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^note: not checked: the store holds a check of this time or a later one\. [^\n]*\n$/);
  });

  test('but not a check dated far ahead, which is passed over', async () => {
    const { code, stdout, stderr } = await afterOneDated('2099-01-01T00:00:00.000Z');
    expect([code, stderr]).toEqual([0, '']);
    expect(linesOf(stdout)).toHaveLength(2);
  });
});

describe('watch for a person', () => {
  test('prints each check on stderr, and nothing on stdout without an alert', async () => {
    const clock = new VirtualClock();
    const server = await serve(new SimulatedWorkspace({ clock }));
    const args = ['watch', '--url', server.url, '--every', '1s', '--checks', '2'];
    const { code, stdout, stderr } = await running(args, { clock }).finally(() => server.close());
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^watching \S+ at http:\S+, every 1 s\n(\d\d:\d\d:\d\d UTC {2}3 of 3 healthy\n){2}$/);
  });

  test('shows an alert on stdout as in the mail, in colour where that is asked for', async () => {
    const environment = { ...withCredentials, FORCE_COLOR: '1' };
    const { code, stdout, stderr } = await withServer(refusing, (url) =>
      givenFile(quickRules(url), (file) =>
        running(['watch', '--url', url, '--config', file, '--checks', '1'], { environment }),
      ),
    );
    expect(code).toBe(1);
    const [subject = ''] = stdout.split('\n');
    expect(subject).toMatch(/^\u001b\[31m│.*CRITICAL unauthorized: token rejected/);
    expect(stdout).toContain(' What to do: Create a token');
    expect(stderr).toMatch(/could not see: unauthorized.*unauthorized/);
  });
});
