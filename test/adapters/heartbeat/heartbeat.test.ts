import { describe, expect, test } from '@jest/globals';
import type { RequestListener } from 'node:http';
import { fixedUrl } from '../../../adapters/heartbeat/heartbeat-url.ts';
import { createHeartbeat } from '../../../adapters/heartbeat/heartbeat.ts';
import { SecretError, type SecretSource } from '../../../core/base/secret-source.ts';
import { serveSwitch, type SwitchServer } from './switch-server.ts';

const serving = async <T>(use: (server: SwitchServer) => Promise<T>, answer?: RequestListener): Promise<T> => {
  const server = await serveSwitch(answer);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
};

interface Given {
  readonly url: SecretSource<URL>;
  readonly milliseconds?: number;
}

/** The lines that a beat was the reason of. */
const troubleOf = async ({ url, milliseconds = 2_000 }: Given): Promise<readonly string[]> => {
  const lines: string[] = [];
  await createHeartbeat({ url, maxMilliseconds: () => milliseconds, onFailure: (line) => void lines.push(line) })(
    'success',
  );
  return lines;
};

describe('a heartbeat', () => {
  test.each([
    ['', ['/ping/a-secret/start', '/ping/a-secret', '/ping/a-secret/fail']],
    ['?create=1', ['/ping/a-secret/start?create=1', '/ping/a-secret?create=1', '/ping/a-secret/fail?create=1']],
    ['/', ['/ping/a-secret/start', '/ping/a-secret/', '/ping/a-secret/fail']],
  ])('calls the URL, and its neighbours for the start and for a failure: %j', async (rest, paths) => {
    await serving(async ({ url, calls }) => {
      const lines: string[] = [];
      const beat = createHeartbeat({
        url: fixedUrl(`${url}${rest}`),
        maxMilliseconds: () => 2_000,
        onFailure: (line) => void lines.push(line),
      });
      for (const each of ['start', 'success', 'fail'] as const) await beat(each);
      expect(calls).toEqual(paths.map((path) => `GET ${path}`));
      expect(lines).toEqual([]);
    });
  });

  const refusals: ReadonlyArray<[string, RequestListener, RegExp]> = [
    ['a status that says no', (_, response) => void response.writeHead(404).end(), /^127.0.0.1:\d+: .*status 404$/],
    [
      'a redirect, which it does not follow',
      ({ url }, response) => void response.writeHead(302, { location: `${String(url)}/elsewhere` }).end(),
      /status 302$/,
    ],
    ['no answer', () => undefined, /^127.0.0.1:\d+: no complete answer within 0.2 s$/],
    ['a closed connection', ({ socket }) => void socket.destroy(), /^127.0.0.1:\d+: connection/],
  ];
  test.each(refusals)('meets %s with one line that does not hold the URL', async (_what, answer, line) => {
    await serving(async ({ url, calls }) => {
      const lines = await troubleOf({ url: fixedUrl(url), milliseconds: 200 });
      expect(lines).toEqual([expect.stringMatching(line)]);
      expect(lines.join()).not.toContain('a-secret');
      expect(calls).toHaveLength(1);
    }, answer);
  });

  test('waits for its URL no longer than for an answer', async () => {
    const never = new Promise<never>(() => undefined);
    const url = { current: () => never, renewed: () => never };
    expect(await troubleOf({ url, milliseconds: 50 })).toEqual(['its URL: no complete answer within 0.05 s']);
  });

  test('says what its parameter lacks, and nothing of any other error but its name', async () => {
    const failing = (error: Error): SecretSource<URL> => ({
      current: () => Promise.reject(error),
      renewed: () => Promise.reject(error),
    });
    expect(await troubleOf({ url: failing(new SecretError('there is no such parameter')) })).toEqual([
      'there is no such parameter',
    ]);
    expect(await troubleOf({ url: failing(new TypeError('cannot call https://a-secret')) })).toEqual([
      'its URL: TypeError',
    ]);
  });

  test('is left out where no time is left for it', async () => {
    await serving(async ({ url, calls }) => {
      expect(await troubleOf({ url: fixedUrl(url), milliseconds: -1 })).toEqual(['no time was left for it']);
      expect(calls).toEqual([]);
    });
  });

  test.each([
    'http://switch.example.com/ping',
    'https://user:pass@switch.example.com/ping',
    'https://switch.example.com',
    'x',
  ])('does not go to %s', async (text) => {
    expect(await troubleOf({ url: fixedUrl(text) })).toEqual([expect.stringContaining('heartbeatUrl is not')]);
  });
});
