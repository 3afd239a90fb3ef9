import { afterEach, describe, expect, test } from '@jest/globals';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { Agent } from 'node:http';
import type { LookupAddress } from 'node:dns';
import { guardedLookup } from '../../../adapters/probe/address-guard.ts';
import { emptyProbeResult } from '../../../core/observation/probe-result.ts';
import { probeInstances, type ProbeOptions } from '../../../adapters/probe/probe-instances.ts';
import { defaultProbe, type ProbeAddress } from '../../../adapters/probe/settings.ts';
import { sendRequest } from '../../../adapters/http/request.ts';
import { closeServers, givenNoServer, givenServer } from '../rocketchat/servers.ts';
import { givenInstance } from './given.ts';

afterEach(closeServers);

const metrics = 'process_resident_memory_bytes 5000000\nnodejs_heap_size_used_bytes 3000000\n';

const healthy: RequestListener = (request, response) => {
  if (request.url === '/metrics') response.end(metrics);
  else response.writeHead(request.url === '/readyz' ? 200 : 404).end('{"status":"ok"}');
};

/** Instances `0`, `1` and so on, each of which is asked at one of these URLs. */
async function probe(urls: readonly string[], options: Partial<ProbeOptions> = {}) {
  const instances = urls.map((_, index) => givenInstance({ id: String(index), host: `10.0.0.${index}` }));
  const addresses = Object.fromEntries(urls.map((url, index) => [`10.0.0.${index}`, addressOf(url)]));
  const live = await probeInstances(instances, {
    settings: { ...defaultProbe, addresses },
    millisecondsLeft: 20_000,
    answeredLastTime: new Set(),
    putOff: new Set(),
    ...options,
  });
  return urls.map((_, index) => live.get(String(index)));
}

const addressOf = (url: string): ProbeAddress => {
  const { hostname, port } = new URL(url);
  return { host: hostname, metricsPort: Number(port), readyPort: Number(port) };
};

const quick = { instanceMilliseconds: 300 };

describe('an instance that is asked', () => {
  test('reports its memory and that it is ready', async () => {
    expect(await probe([await givenServer(healthy)])).toEqual([
      { ...emptyProbeResult, residentBytes: 5_000_000, heapUsedBytes: 3_000_000, ready: true },
    ]);
  });

  test('is sent no credentials and no cookies', async () => {
    const seen: IncomingHttpHeaders[] = [];
    await probe([await givenServer((request, response) => void (seen.push(request.headers), response.end(metrics)))]);
    expect(seen.map((headers) => Object.keys(headers).sort())).toEqual(
      Array(2).fill(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']),
    );
  });

  test.each([
    [200, true, null],
    [503, false, null],
    [404, null, 'bad-answer'],
    [500, null, 'bad-answer'],
    [401, null, 'bad-answer'],
  ] as const)('and answers %i about readiness: ready is %s', async (status, ready, readyTrouble) => {
    const url = await givenServer((_request, response) => void response.writeHead(status).end());
    expect(await probe([url])).toMatchObject([{ ready, readyTrouble, metricsTrouble: 'bad-answer' }]);
  });

  test('and sends elsewhere is not followed', async () => {
    let followed = 0;
    const elsewhere = await givenServer((_request, response) => {
      followed += 1;
      response.end(metrics);
    });
    const url = await givenServer((_request, response) => void response.writeHead(302, { location: elsewhere }).end());
    expect(await probe([url])).toMatchObject([{ metricsTrouble: 'bad-answer', readyTrouble: 'bad-answer' }]);
    expect(followed).toBe(0);
  });

  test('and answers without end is not listened to for long', async () => {
    const url = await givenServer((_request, response) => void response.end(metrics + 'x'.repeat(100_000)));
    expect(await probe([url], { limits: { bodyBytes: 50_000 } })).toMatchObject([{ metricsTrouble: 'bad-answer' }]);
  });

  test('and is not there, or hangs, is distinguished', async () => {
    const hanging = await givenServer(() => undefined);
    expect(await probe([await givenNoServer(), hanging], { limits: quick })).toMatchObject([
      { metricsTrouble: 'no-connection', readyTrouble: 'no-connection', residentBytes: null, ready: null },
      { metricsTrouble: 'timeout', readyTrouble: 'timeout' },
    ]);
  });

  test('about one thing only is not asked about the other', async () => {
    const url = await givenServer(healthy);
    const settings = { ...defaultProbe, ready: null, addresses: { '10.0.0.0': addressOf(url) } };
    expect(await probe([url], { settings })).toMatchObject([
      { residentBytes: 5_000_000, ready: null, readyTrouble: null },
    ]);
  });

  test('at a name that is not known has no way to it', async () => {
    const settings = { ...defaultProbe, addresses: { '10.0.0.0': { ...addressOf('http://a.invalid:1') } } };
    expect(await probe(['http://a.invalid:1'], { settings, limits: { instanceMilliseconds: 2_000 } })).toMatchObject([
      { metricsTrouble: 'unroutable' },
    ]);
  });
});

describe('a hundred instances', () => {
  test('are asked twenty at a time, and a slow one makes no other late', async () => {
    let [asked, most, answered] = [0, 0, 0];
    let onAllAnswered = (): void => undefined;
    const url = await givenServer((request, response) => {
      asked += 1;
      most = Math.max(most, asked);
      setTimeout(() => {
        asked -= 1;
        answered += 1;
        healthy(request, response);
        if (answered === 2 * 99) onAllAnswered();
      }, 5);
    });
    // Answers once all others have: if they waited for it, nobody would be answered in time.
    const slow = await givenServer((request, response) => {
      const answer = (): void => {
        healthy(request, response);
      };
      const before = onAllAnswered;
      onAllAnswered = () => {
        before();
        answer();
      };
      if (answered === 2 * 99) answer();
    });
    const limits = { instanceMilliseconds: 45_000, inAllMilliseconds: 50_000 };
    const results = await probe([slow, ...Array<string>(99).fill(url)], { limits });
    expect(results.map((live) => live?.metricsTrouble ?? 'answered')).toEqual(Array<string>(100).fill('answered'));
    expect(most).toBeLessThanOrEqual(2 * 20);
  });

  test('of which none answers keep a check no longer than it has, and those who answered before come first', async () => {
    const hanging = await givenServer(() => undefined);
    const url = await givenServer(healthy);
    const results = await probe([...Array<string>(99).fill(hanging), url], {
      limits: { instanceMilliseconds: 200, atOnce: 10 },
      millisecondsLeft: 700,
      answeredLastTime: new Set(['99']),
    });
    const troubles = results.map((live) => live?.metricsTrouble ?? 'answered');
    expect(troubles.at(-1)).toBe('answered');
    expect(new Set(troubles)).toEqual(new Set(['timeout', 'no-time', 'answered']));
  });

  test('are not asked where they were put off, or where no time is left', async () => {
    let asked = 0;
    const url = await givenServer(() => void (asked += 1));
    expect(await probe([url, url], { putOff: new Set(['0']), millisecondsLeft: 100 })).toMatchObject([
      { metricsTrouble: 'put-off' },
      { metricsTrouble: 'no-time' },
    ]);
    expect(asked).toBe(0);
  });
});

describe('a name', () => {
  const leadingTo = (answers: string[], mayAskItself = false) =>
    new Agent({
      lookup: guardedLookup(mayAskItself, (_name, _options, callback) => {
        const address = answers.shift() ?? '';
        callback(null, [{ address, family: address.includes(':') ? 6 : 4 } satisfies LookupAddress]);
      }),
    });
  const get = (port: string, agent: Agent) =>
    sendRequest(new URL(`http://rc.example.com:${port}/metrics`), {
      headers: {},
      signal: AbortSignal.timeout(2_000),
      bodyBytes: 1_000,
      agent,
    });

  test.each([
    ['169.254.169.254', 'EFORBIDDENLINKLOCAL'],
    ['fd00:ec2::254', 'EFORBIDDENLINKLOCAL'],
    ['::ffff:169.254.169.254', 'EFORBIDDENLINKLOCAL'],
    ['127.0.0.1', 'EFORBIDDENLOOPBACK'],
  ])('that leads to %s is not connected to', async (address, code) => {
    const { port } = new URL(await givenServer(healthy));
    await expect(get(port, leadingTo([address]))).rejects.toMatchObject({ code });
  });

  test('is looked up once for each connection, so that it cannot lead elsewhere after it was checked', async () => {
    const { port } = new URL(await givenServer(healthy));
    const agent = leadingTo(['127.0.0.1', '169.254.169.254'], true);
    expect((await get(port, agent)).body).toBe(metrics);
    await expect(get(port, agent)).rejects.toMatchObject({ code: 'EFORBIDDENLINKLOCAL' });
  });
});
