import { afterEach, describe, expect, test } from '@jest/globals';
import type { Shape } from '../../simulator/rendering.ts';
import { closeWorkspaces, at, givenWorkspace, livingIds } from './support.ts';

afterEach(closeWorkspaces);

const os = expect.objectContaining({ platform: 'linux', totalmem: expect.any(Number) });
const dates = { _createdAt: expect.any(String), _updatedAt: expect.any(String) };
const record = (_id: string | undefined, host: string, rest: object = { os, nodeVersion: 'v14.21.3' }) => ({
  _id,
  ...dates,
  extraInformation: { host, port: '3000', conns: expect.any(Number), ...rest },
  name: 'rocket.chat',
  pid: 1,
});

const connected = (address: string) => ({
  address,
  currentStatus: { status: 'connected', connected: true, retryCount: 0 },
  broadcastAuth: true,
});
const lost = (address: string) => ({
  address,
  currentStatus: { status: 'waiting', connected: false, retryCount: 1 },
  broadcastAuth: false,
});

/** Three instances, the first of which answers and has lost the third; and the body of that answer. */
const answerIn = async (shape: Shape) => {
  const hosts = ['10.0.0.1', '10.0.0.2', '10.0.0.3'];
  const given = await givenWorkspace({
    shape,
    nodeVersion: 'v14.21.3',
    instances: hosts.map((host) => ({ host, upSeconds: 100 })),
    loadBalancer: 'sticky',
  });
  const ids = livingIds(given);
  given.workspace.partition(at(ids, 2), [at(ids, 0), at(ids, 1)]);
  given.clock.advance(5);
  return { ids, body: await (await given.call()).json() };
};

describe('a workspace of old', () => {
  test('lists flat records, each peer with its connection and the answering process without', async () => {
    const { ids, body } = await answerIn('flat');
    expect(body).toEqual({
      instances: [
        record(ids[0], '10.0.0.1'),
        { ...record(ids[1], '10.0.0.2'), connection: connected('10.0.0.2:3000') },
        { ...record(ids[2], '10.0.0.3'), connection: lost('10.0.0.3:3000') },
      ],
      success: true,
    });
  });

  test('may leave out connections, os and the version of Node', async () => {
    const { ids, body } = await answerIn('flat-bare');
    expect(body).toEqual({
      instances: [record(ids[0], '10.0.0.1', {}), record(ids[1], '10.0.0.2', {}), record(ids[2], '10.0.0.3', {})],
      success: true,
    });
  });

  test('may list its entries in an object', async () => {
    const { ids, body } = await answerIn('object');
    expect(body).toEqual({
      instances: {
        [ids[0] ?? '']: record(ids[0], '10.0.0.1'),
        [ids[1] ?? '']: { ...record(ids[1], '10.0.0.2'), connection: connected('10.0.0.2:3000') },
        [ids[2] ?? '']: { ...record(ids[2], '10.0.0.3'), connection: lost('10.0.0.3:3000') },
      },
      success: true,
    });
  });

  test('may group them by whether there is a connection to them', async () => {
    const { ids, body } = await answerIn('grouped');
    expect(body).toEqual({
      instances: {
        current: { instanceRecord: [record(ids[0], '10.0.0.1')] },
        connections: [
          { ...connected('10.0.0.2:3000'), instanceRecord: record(ids[1], '10.0.0.2') },
          { ...lost('10.0.0.3:3000'), instanceRecord: record(ids[2], '10.0.0.3') },
        ],
      },
      success: true,
    });
  });
});

describe('a workspace as the OpenAPI example prints it', () => {
  test('says everything in strings', async () => {
    const { ids, body } = await answerIn('strings');
    expect(body).toMatchObject({
      instances: [
        {
          address: '10.0.0.1',
          currentStatus: { connected: 'true', lastHeartbeatTime: '16', local: 'true' },
          instanceRecord: {
            _id: ids[0],
            extraInformation: {
              port: '3000',
              tcpPort: expect.stringMatching(/^\d+$/),
              os: {
                uptime: expect.stringMatching(/^[\d.]+$/),
                loadavg: Array.from({ length: 3 }, () => expect.stringMatching(/^[\d.]+$/)),
                totalmem: '8589934592',
                cpus: '4',
              },
              conns: expect.stringMatching(/^\d+$/),
            },
            pid: '1',
          },
          broadcastAuth: 'true',
        },
        { currentStatus: { connected: 'true', local: 'false' } },
        { currentStatus: { connected: 'false' } },
      ],
      success: 'true',
    });
    expect(JSON.stringify(body)).not.toMatch(/":(true|false|\d)/);
  });
});
