import { describe, expect, test } from '@jest/globals';
import { chooseWorkspace } from '../../cli/choose-workspace.ts';
import { fixedCredentials } from '../../cli/credentials.ts';
import { openLocalStore } from '../../cli/store/dynalite.ts';
import { watchWorkspace } from '../../cli/watch-workspace.ts';
import { check } from '../../check/check.ts';
import { noHeartbeat } from '../../check/with-heartbeat.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { Silences } from '../../adapters/dynamodb/silences.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import { serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { withServer } from '../servers.ts';
import { answering, inTurn, listing, refusing } from './answers.ts';
import { alertsOf, checksOf, linesOf, told } from './contract.ts';
import { givenDirectory, givenFile, running, starting, withCredentials } from './running.ts';
import { configuration, patience, playing } from './scenario.ts';

const lossAndReplacement = playing(() =>
  withServer(inTurn(listing('a', 'b'), listing('a'), listing('a'), listing('a', 'c')), (url) =>
    givenFile(
      configuration(url),
      (file) => starting(['watch', '--url', url, '--config', file, '--checks', '4', '--json']).ended,
    ),
  ),
);

const refusal = playing(() =>
  withServer(inTurn(refusing, refusing, listing('a')), (url) =>
    running(['watch', '--url', url, '--every', '1s', '--checks', '3', '--json']),
  ),
);

const simulated = playing(async () => {
  const server = await serve(new SimulatedWorkspace({ clock: systemClock }));
  try {
    return await running(['watch', '--url', server.url, '--every', '1s', '--checks', '2']);
  } finally {
    await server.close();
  }
});

const oddEntry = playing(() => {
  const odd = answering(200, {
    instances: [{ _id: 'a', connection: { currentStatus: { local: true } } }, {}],
    success: true,
  });
  return withServer(inTurn(odd, odd, listing('a'), odd), (url) =>
    running(['watch', '--url', url, '--every', '1s', '--checks', '4', '--json']),
  );
});

const clockSetBack = playing(() =>
  withServer(listing('a'), (url) =>
    givenDirectory(async (directory) => {
      const workspace = chooseWorkspace({ url });
      const later = '2099-01-01T00:00:00.000Z';
      const store = await openLocalStore(directory);
      await check(
        { workspace, dueAt: later, takenAt: () => later, writer: 'a watch in the future' },
        {
          clock: { ...systemClock, now: () => later },
          credentials: fixedCredentials(simulatedCredentials),
          history: new History(store.client, store.table),
          publisher: { publish: () => Promise.resolve() },
          silences: new Silences(store.client, store.table),
        },
      ).finally(() => store.close());
      return running(['watch', '--url', url, '--store', directory, '--every', '1s', '--checks', '2', '--json']);
    }),
  ),
);

const inColor = playing(() =>
  withServer(
    refusing,
    (url) => starting(['watch', '--url', url, '--checks', '1'], { ...withCredentials, FORCE_COLOR: '1' }).ended,
  ),
);

describe('watch --json', () => {
  test(
    'prints each check, and after it what it has to tell: a loss once it has lasted, and its replacement',
    async () => {
      const { code, stdout, stderr } = await lossAndReplacement;
      expect([code, stderr]).toEqual([0, '']);
      const lines = linesOf(stdout);
      expect(lines.map(told)).toEqual([
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
    },
    patience,
  );

  test(
    'names an alert after its workspace and its check, and checks on the beat',
    async () => {
      const lines = linesOf((await lossAndReplacement).stdout);
      const times = checksOf(lines).map(({ takenAt }) => takenAt);
      expect(alertsOf(lines).map(({ id, takenAt }) => [id, takenAt])).toEqual([
        [`production/${times[2] ?? ''}`, times[2]],
        [`production/${times[3] ?? ''}`, times[3]],
      ]);
      for (const [index, time] of times.entries()) {
        const milliseconds = Date.parse(time) - Date.parse(times[0] ?? '');
        expect(milliseconds % 1000).toBe(0);
        expect(milliseconds).toBeGreaterThanOrEqual(index * 1000);
      }
    },
    patience,
  );

  test(
    'tells at once that credentials are refused, and that they work again',
    async () => {
      const { code, stdout, stderr } = await refusal;
      expect([code, stderr]).toEqual([0, '']);
      expect(linesOf(stdout).map(told)).toEqual([
        'check unauthorized: unauthorized open',
        'alert: opened unauthorized -',
        'check unauthorized: unauthorized open',
        'check ok: ',
        'alert: resolved unauthorized authorized',
      ]);
    },
    patience,
  );
});

test('an alert is told only after its check has been shown, however long that takes', () =>
  withServer(refusing, async (url) => {
    const store = await openLocalStore(null);
    const order: string[] = [];
    const note = (what: string): Promise<void> => Promise.resolve(void order.push(what));
    const wasHealthy = await watchWorkspace({
      workspace: chooseWorkspace({ url }),
      credentials: fixedCredentials(simulatedCredentials),
      store,
      checks: 1,
      interruption: new AbortController().signal,
      heartbeat: noHeartbeat,
      publisher: { publish: () => note('alert') },
      onCheck: () => new Promise((resolve) => setImmediate(resolve)).then(() => note('check')),
      onRemark: () => undefined,
    }).finally(() => store.close());
    expect([wasHealthy, order]).toEqual([false, ['check', 'alert']]);
  }));

describe('watch tells what is odd on stderr', () => {
  test(
    'once for as long as it lasts',
    async () => {
      const { stdout, stderr } = await oddEntry;
      expect(linesOf(stdout)).toHaveLength(4);
      expect(stderr).toBe('note: entry 2 has no usable id and was left out\n'.repeat(2));
    },
    patience,
  );

  test(
    'such as a clock that was set back, under which nothing can be checked',
    async () => {
      const { code, stdout, stderr } = await clockSetBack;
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^note: not checked: the store holds a check of this time or a later one\. [^\n]*\n$/);
    },
    patience,
  );
});

describe('watch for a person', () => {
  test(
    'tells each check on stderr, and nothing on stdout while there is nothing to tell',
    async () => {
      const { code, stdout, stderr } = await simulated;
      expect([code, stdout]).toEqual([0, '']);
      expect(stderr).toMatch(
        /^watching \S+ at http:\S+, every 1 s\n(\d\d:\d\d:\d\d {2}3 instances, all healthy\n){2}$/,
      );
    },
    patience,
  );

  test(
    'shows an alert on stdout as in the mail, in colour where that is asked for',
    async () => {
      const { code, stdout, stderr } = await inColor;
      expect(code).toBe(1);
      const [subject = ''] = stdout.split('\n');
      expect(subject).toMatch(/^\u001b\[31m│.*CRITICAL: credentials refused/);
      expect(stdout).toContain(' NEW: unauthorized (critical)\n');
      expect(stderr).toMatch(/could not see: unauthorized.*unauthorized/);
    },
    patience,
  );
});
