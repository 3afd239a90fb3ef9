import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { withServer } from '../servers.ts';
import { answering, listing } from './answers.ts';
import { onlyCheckOf } from './contract.ts';
import { givenFile, type Ran, running, withCredentials } from './running.ts';

const checking = (url: string, ...more: readonly string[]): Promise<Ran> => running(['check', '--url', url, ...more]);

describe('a healthy workspace', () => {
  test('is shown as a table, ends with 0, and no progress is shown', () =>
    withServer(listing('a', 'b'), async (url) => {
      const { code, stdout, stderr } = await checking(url);
      expect(stderr).toBe('');
      const [title, count, , ...table] = stdout.split('\n');
      expect(title).toMatch(/^127\.0\.0\.1-\d+ {2}http:\/\/127\.0\.0\.1:\d+ {2}\d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
      expect(count).toBe('2 of 2 healthy');
      expect(table).toEqual([
        'INSTANCE     STATUS   HEARTBEAT  LINKED  STARTED (UTC)     FREE',
        expect.stringMatching(/^host-a:3000 {2}healthy {2}\d s ago {4}self {4}\d{4}-\d\d-\d\d \d\d:\d\d {2}50 %$/),
        expect.stringMatching(/^host-b:3000 {2}healthy {2}\d s ago {4}yes {5}\d{4}-\d\d-\d\d \d\d:\d\d {2}50 %$/),
        'LINKED: to the process that answered (self), as that one sees it.',
        "FREE: the host's memory that was free when the process started.",
        '',
        'Nothing stands out.',
        '',
      ]);
      expect(code).toBe(0);
    }));

  test('is one line of JSON as promised', async () => {
    const workspace = new SimulatedWorkspace({ clock: systemClock });
    const server = await serve(workspace);
    try {
      const { code, stdout, stderr } = await checking(server.url, '--json');
      expect([code, stderr]).toEqual([0, '']);
      const { outcome, observer, instances, incidents } = onlyCheckOf(stdout);
      const ids = workspace.instances.map(({ id }) => id);
      expect(outcome).toBe('ok');
      expect(ids).toContain(observer);
      expect(instances.map(({ id }) => id)).toEqual(ids.sort());
      expect(instances.map(({ connected }) => connected)).toEqual([true, true, true]);
      expect(incidents).toEqual([]);
    } finally {
      await server.close();
    }
  });

  test('of microservices shows nothing of connections, which none of them can see', async () => {
    const instances = [{}, { service: 'ddp-streamer' }];
    const server = await serve(new SimulatedWorkspace({ clock: systemClock, mode: 'microservices', instances }));
    try {
      const { code, stdout } = await checking(server.url, '--json');
      expect(code).toBe(0);
      const { observer, instances: shown } = onlyCheckOf(stdout);
      expect(observer).toBeNull();
      expect(shown.map(({ connected }) => connected)).toEqual([null]);
      const table = (await checking(server.url)).stdout;
      expect(table).toMatch(/^ddp-streamer [0-9a-f]{8} +healthy +\d+ s ago +- +\S+ \S+ +-$/m);
    } finally {
      await server.close();
    }
  });

  test('may be called over http:// elsewhere only where that is asked for', async () => {
    // An address that is not loopback's, so that nothing is sent before it is refused.
    expect(await checking('http://192.0.2.1')).toMatchObject({
      code: 2,
      stderr:
        'alerter: --url: over http:// anyone on the way can read the access token: write https://192.0.2.1, or pass --allow-insecure\n',
    });
  });
});

describe('problems', () => {
  test.each(['published-example.json', 'published-example-strings.json'])(
    'are one in the published example, as in %s: its only instance has a heartbeat of years ago, and had 4.8 %% free at start',
    (fixture) =>
      withServer(answering(200, readFileSync(`test/fixtures/${fixture}`, 'utf8')), async (url) => {
        const asJson = await checking(url, '--json');
        expect(asJson.code).toBe(1);
        expect(onlyCheckOf(asJson.stdout)).toMatchObject({
          outcome: 'ok',
          instances: [{ status: 'unknown', freeMemoryPercent: 4.8 }],
        });
        const asTable = await checking(url);
        expect(asTable.code).toBe(1);
        expect(asTable.stdout).toContain('\n0 of 1 healthy, 1 unknown\n');
        expect(asTable.stdout).toMatch(/ unknown .* 4\.8 %\n/);
        expect(asTable.stdout).toMatch(
          /What stands out\n {2}▲ heartbeat of .* dated \d{4}-.* UTC:\s+whether\s+it\s+is\s+alive is not known/,
        );
      }),
  );

  test.each<[string, RequestListener, RegExp]>([
    ['a stale heartbeat', listing('a', { id: 'b', ageSeconds: 50 }), /heartbeat of host-b:3000 stale for \d+ s/],
    [
      'a broken connection',
      listing('a', 'b', { id: 'c', connected: false }),
      /connections among host-a:3000, host-b:3000 and host-c:3000 are broken/,
    ],
    ['an empty list', listing(), /the list is empty, though the process that answered should be in it/],
  ])('are %s: that stands out, and it ends with 1', (_, answer, standsOut) =>
    withServer(answer, async (url) => {
      const { code, stdout } = await checking(url);
      expect(stdout.replace(/\n {4}/g, ' ')).toMatch(standsOut);
      expect(code).toBe(1);
      const asJson = await checking(url, '--json');
      expect(asJson.code).toBe(1);
      onlyCheckOf(asJson.stdout);
    }),
  );

  test('are not that no two instances were ever shown connected: that is shown, and may be how the workspace is', () =>
    withServer(listing('a', { id: 'b', connected: false }), async (url) => {
      const { code, stdout } = await checking(url);
      expect(stdout).toContain('no instance has ever been shown connected to another');
      expect(code).toBe(0);
    }));

  test('are judged by the rules of a file', () =>
    givenFile('rules: { lowMemory: { freePercent: 60 } }', (file) =>
      withServer(listing('a'), async (url) => {
        const { code, stdout } = await checking(url, '--json', '--config', file);
        expect(code).toBe(1);
        expect(onlyCheckOf(stdout).incidents).toMatchObject([{ kind: 'low-memory', subjects: ['a'], state: 'open' }]);
      }),
    ));
});

describe('what a server sends', () => {
  const hostile = '\u001b[31mred\u001b]0;title\u0007\u009b2J\u202Eevil\nline\rend';

  test('cannot steer the terminal, and stays on its line', () =>
    withServer(listing({ id: 'a', host: hostile }, { id: `b${hostile}`, ageSeconds: 90 }), async (url) => {
      const { stdout, stderr } = await checking(url);
      const asJson = await checking(url, '--json');
      for (const text of [stdout, stderr, asJson.stdout]) expect(text).not.toMatch(/[^\P{C}\n]/u);
      expect(stdout).toContain('\n[31mred ]0;title 2J evil line end:3000');
      onlyCheckOf(asJson.stdout);
    }));

  test('is reported where it is odd, on stderr', () =>
    withServer(
      answering(200, { instances: [{}, { _id: 'a', pid: 'x', connection: {} }], success: true }),
      async (url) => {
        const { stdout, stderr } = await checking(url, '--json');
        expect(stderr).toBe(
          'note: entry 1 has no usable id and was left out\nnote: instance a: pid "x" is not usable\n',
        );
        expect(onlyCheckOf(stdout).instances).toMatchObject([{ id: 'a', pid: null }]);
      },
    ));

  test('fits a terminal of 80 columns, however long its names', () => {
    const host = 'rocketchat-7d9f8b6c5-x2x4z.production.svc.cluster.local';
    return withServer(listing('a', { id: 'b', host, ageSeconds: 100, pid: 4711 }), async (url) => {
      const { stdout } = await running(['check', '--url', url], { columns: 80 });
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect(stdout).toContain(`\n${host}:3000\n  unresponsive`);
      expect((await checking(url)).stdout).toContain(`\n${host}:3000  unresponsive`);
    });
  });
});

describe('a workspace that cannot be seen', () => {
  const page = '<!doctype html><html><head><title>Welcome</title></head></html>';
  const notLoggedIn = { status: 'error', message: 'You must be logged in to do this.' };

  test.each<[string, number, unknown, string]>([
    ['unauthorized', 401, notLoggedIn, 'Create a token .* ROCKETCHAT_USER_ID and ROCKETCHAT_AUTH_TOKEN'],
    ['forbidden', 403, { success: false, error: 'unauthorized' }, 'permission `view-statistics`'],
    ['degraded', 400, { success: false, error: "Service '$node.list' is not available." }, 'restart it'],
    ['bad-response', 200, page, 'an HTML page "Welcome": is this the address of a Rocket.Chat server\\? Check that'],
    ['bad-response', 404, page, 'HTTP 404 Not Found, .* Check that the configured URL'],
    ['bad-response', 200, { hello: 'world' }, 'no list of instances'],
  ])('is shown as %s (%d) on one line, and ends with 2', (outcome, status, body, message) =>
    withServer(answering(status, body), async (url) => {
      const { code, stdout, stderr } = await checking(url);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(new RegExp(`^alerter: ${url} could not be checked \\(${outcome}\\): .*${message}.*\\n$`));
      const asJson = await checking(url, '--json');
      expect([asJson.code, asJson.stderr]).toEqual([2, stderr]);
      expect(onlyCheckOf(asJson.stdout)).toMatchObject({ outcome, observer: null, instances: [] });
    }),
  );

  test('because nothing listens there is shown as such', async () => {
    const url = await withServer(answering(200, ''), (freeUrl) => Promise.resolve(freeUrl));
    const { code, stdout, stderr } = await checking(url);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^alerter: http:\S+ could not be checked \(network\): \S+: connection refused\. Check the host.*\n$/,
    );
  });

  test('never sees its credentials repeated', () => {
    const { ROCKETCHAT_USER_ID: userId, ROCKETCHAT_AUTH_TOKEN: token } = withCredentials;
    const echo = answering(403, { success: false, error: `who is ${userId} with ${token}?` });
    return withServer(echo, async (url) => {
      const { stdout, stderr } = await checking(url, '--json');
      expect(`${stdout}${stderr}`).not.toContain(userId);
      expect(`${stdout}${stderr}`).not.toContain(token);
      expect(stderr).toContain('(hidden)');
    });
  });
});
