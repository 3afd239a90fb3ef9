import type { RequestListener } from 'node:http';
import { fetchObservation, type FetchTools } from '../../../adapters/rocketchat/fetch-observation.ts';
import type { Limits } from '../../../adapters/rocketchat/limits.ts';
import type { Observation } from '../../../core/observation/observation.ts';
import { type Clock, plusSeconds } from '../../../core/base/time.ts';

export const credentials = { userId: 'CkCPNctrgCDfmWLqC', authToken: '1Dd4iN_ClKn5jl-xPC36snQ4s9Zd5GZnXCQuCNSKcVE' };

export const startOfTest = '2026-11-21T19:20:00.000Z';

/** A clock that stands still but for its sleeps, which take no real time. */
export const givenClock = (): Clock & { readonly sleeps: readonly number[] } => {
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => plusSeconds(startOfTest, sleeps.reduce((sum, sleep) => sum + sleep, 0) / 1000),
    sleep: (milliseconds) => {
      sleeps.push(milliseconds);
      return Promise.resolve();
    },
  };
};

/** Observes once, without retries unless the limits say otherwise. */
export const observing = (
  url: string,
  limits: Partial<Limits> = {},
  tools: Partial<FetchTools> = {},
): Promise<Observation> =>
  fetchObservation({ url, allowInsecure: false }, credentials, {
    clock: givenClock(),
    limits: { retries: 0, ...limits },
    ...tools,
  });

/** Answers with a status and a body, as JSON unless it is text. */
export const answering =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

export const entry = (id: string, more: object = {}): object => ({
  address: '10.0.0.7',
  currentStatus: { connected: true, lastHeartbeatTime: 16, local: true },
  instanceRecord: {
    _id: id,
    _createdAt: '2026-11-21T09:00:00.000Z',
    _updatedAt: '2026-11-21T19:19:55.000Z',
    name: 'rocket.chat',
    pid: 1,
    extraInformation: {
      host: '10.0.0.7',
      port: '3000',
      tcpPort: 46443,
      os: { totalmem: 4_110_323_712, freemem: 2_000_000_000 },
      nodeVersion: 'v22.16.0',
      conns: 12,
    },
  },
  broadcastAuth: true,
  ...more,
});

export const twoInstances = {
  instances: [entry('a'), entry('b', { currentStatus: { connected: true } })],
  success: true,
};
