import { describe, expect, test } from '@jest/globals';
import type { Instance } from '../../../core/observation/instance.ts';
import { parseAnswer } from '../../../adapters/rocketchat/parser.ts';
import published from '../../fixtures/published-example.json' with { type: 'json' };
import publishedStrings from '../../fixtures/published-example-strings.json' with { type: 'json' };
import { flatInstance, onlyInstance, record, serverDate, sighting } from './answers.ts';
import { entry } from './observing.ts';

const publishedInstance: Instance = {
  id: '871f8be4-5fdb-45a8-868f-8d3e28a39148',
  name: 'rocket.chat',
  pid: 1,
  address: 'localhost',
  host: 'localhost',
  port: '3000',
  tcpPort: 46443,
  registeredAt: '2024-05-22T11:14:11.845Z',
  heartbeatAt: '2024-07-05T02:55:40.526Z',
  connected: true,
  local: true,
  totalMemoryBytes: 4110323712,
  freeMemoryBytes: 198479872,
  nodeVersion: 'v14.21.3',
  clientConnections: 1,
};

describe('the published example', () => {
  test.each([
    ['as real JSON', published],
    ['as printed, with strings for numbers and booleans', publishedStrings],
  ])('%s shows the same instance', (_, body) => {
    expect(parseAnswer(body, serverDate)).toEqual({
      outcome: 'ok',
      instances: [publishedInstance],
      degraded: null,
      observer: publishedInstance.id,
      serverDate,
      oddities: [],
    });
  });
});

describe('the flat shape of 3.x to 5.x', () => {
  test('without a connection says nothing about being connected', () => {
    expect(onlyInstance(record)).toEqual(flatInstance);
  });

  test('takes address and status from its connection', () => {
    const connection = {
      address: '10.0.0.7:3000',
      currentStatus: { connected: 'true', retryCount: 0 },
      broadcastAuth: true,
    };
    expect(onlyInstance({ ...record, connection })).toEqual({
      ...flatInstance,
      address: '10.0.0.7:3000',
      connected: true,
    });
  });
});

describe('instances as an object (December 2020)', () => {
  test('of entries shows each of them', () => {
    const { instances } = sighting({ instances: { one: entry('a'), two: record } });
    expect(instances.map(({ id }) => id)).toEqual(['a', 'flat']);
  });

  test('of the records without a connection and the connections shows all of them', () => {
    const instances = {
      current: { instanceRecord: [record, { ...record, _id: 'lost' }] },
      connections: [entry('peer', { currentStatus: { connected: true } })],
    };
    expect(sighting({ instances }).instances.map(({ id, connected }) => [id, connected])).toEqual([
      ['flat', null],
      ['lost', null],
      ['peer', true],
    ]);
  });

  test('without entries is an empty list', () => {
    expect(sighting({ instances: {} }).instances).toEqual([]);
  });
});

describe('microservices mode', () => {
  test('has no observer, and entries may lack host, port and os', () => {
    const service = (id: string, name: string) => ({
      currentStatus: { connected: false },
      instanceRecord: {
        _id: id,
        name,
        pid: 1,
        _updatedAt: '2026-11-21T19:19:55.000Z',
        extraInformation: { nodeVersion: 'v22.16.0' },
      },
      broadcastAuth: true,
    });
    const seen = sighting({ instances: [service('a', 'rocket.chat'), service('b', 'ddp-streamer')] });
    expect(seen).toMatchObject({ observer: null, oddities: [] });
    expect(seen.instances).toMatchObject([
      { id: 'a', connected: false, local: false, host: null },
      { id: 'b', connected: false, local: false, name: 'ddp-streamer', totalMemoryBytes: null },
    ]);
  });
});

describe('a bad entry', () => {
  test.each<[string, unknown, string]>([
    ['without an id', { ...record, _id: undefined }, 'entry 2 has no usable id and was left out'],
    ['with an empty id', { ...record, _id: ' ' }, 'entry 2 has no usable id and was left out'],
    ['without a record', { currentStatus: { connected: true } }, 'entry 2 has no usable id and was left out'],
    ['that is null', null, 'entry 2 is not an object and was left out'],
    ['that is text', 'rocket.chat', 'entry 2 is not an object and was left out'],
  ])('%s is left out and reported while the rest is kept', (_, bad, oddity) => {
    const seen = sighting({ instances: [entry('a'), bad, entry('b', { currentStatus: {} })] });
    expect(seen.instances.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(seen).toMatchObject({ observer: 'a', oddities: [oddity] });
  });

  test('costs only its bad fields where it has an id', () => {
    const bad = { ...record, name: {}, pid: 'one', extraInformation: { host: [], port: 3000, conns: 1.5 } };
    const { instances, oddities } = sighting({ instances: [bad] });
    expect(instances).toEqual([{ ...flatInstance, name: null, pid: null, host: null, clientConnections: null }]);
    expect(oddities).toEqual([
      'instance flat: name (an object) is not usable',
      'instance flat: pid "one" is not usable',
      'instance flat: host (a list) is not usable',
      'instance flat: conns "1.5" is not usable',
    ]);
  });

  test('fields of the wrong kind that hold others count as absent', () => {
    expect(onlyInstance({ ...record, connection: 'lost', extraInformation: null })).toEqual({
      ...flatInstance,
      host: null,
      port: null,
      clientConnections: null,
    });
  });
});

describe('an id listed twice', () => {
  const at = (seconds: string, name: string) => ({ ...record, name, _updatedAt: `2026-11-21T19:19:${seconds}Z` });

  test.each([
    ['first', [at('55', 'newest'), at('45', 'older')]],
    ['last', [at('45', 'older'), at('55', 'newest')]],
    ['after one without a heartbeat', [{ ...record, _updatedAt: null }, at('55', 'newest'), at('45', 'older')]],
  ])('counts once, with its newest heartbeat, which may come %s', (_, instances) => {
    const seen = sighting({ instances });
    expect(seen.instances.map(({ name }) => name)).toEqual(['newest']);
    expect(seen.oddities).toEqual(['instance flat is listed more than once; its newest heartbeat counts']);
  });
});

describe('the observer', () => {
  test('is nobody where two claim to be it', () => {
    const seen = sighting({ instances: [entry('a'), entry('b')] });
    expect(seen.observer).toBeNull();
    expect(seen.oddities).toEqual(['2 instances claim to be the one that answered; none is believed']);
  });

  test('is known without being connected', () => {
    expect(sighting({ instances: [entry('a', { currentStatus: { local: 'TRUE' } })] }).observer).toBe('a');
  });
});

describe('an answer that shows no instances is a failure:', () => {
  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /not a JSON object: is this the address of a Rocket\.Chat server\?/],
    ['null', null, /not a JSON object/],
    ['a list', [entry('a')], /not a JSON object/],
    ['text', 'OK', /not a JSON object/],
    ['another object', { status: 'ok' }, /no list of instances: is this the address of a Rocket\.Chat server\?/],
    ['instances that are text', { instances: 'many', success: true }, /no list of instances/],
    ['instances that are null', { instances: null }, /no list of instances/],
    [
      'success: false',
      { success: false, error: 'Internal\nerror' },
      /^the answer says success: false \(Internal error\)$/,
    ],
    ['success: "false"', { success: 'false', instances: [entry('a')] }, /^the answer says success: false$/],
    [
      'no readable entry',
      { instances: [{}, {}] },
      /^none of the answer's 2 entries can be read: entry 1 has no usable id/,
    ],
  ])('%s', (_, body, detail) => {
    expect(parseAnswer(body, serverDate)).toEqual({
      outcome: 'bad-response',
      detail: expect.stringMatching(detail),
      httpStatus: null,
    });
  });

  test('a large body is not quoted at length', () => {
    const seen = parseAnswer({ success: false, error: 'x'.repeat(1_000_000) }, null);
    expect(seen.outcome === 'ok' ? 0 : seen.detail.length).toBeLessThan(200);
  });

  test('an empty list is none: it shows that there are no instances', () => {
    expect(sighting({ instances: [], success: true }).instances).toEqual([]);
  });
});

test('five megabytes of instances are read in well under a second', () => {
  const text = JSON.stringify({
    instances: Array.from({ length: 6_500 }, (_, n) => entry(`instance-${n}`, { filler: 'x'.repeat(200) })),
  });
  expect(text.length).toBeGreaterThan(4_000_000);
  const startedAt = process.cpuUsage();
  const seen = parseAnswer(JSON.parse(text), null);
  expect(process.cpuUsage(startedAt).user / 1_000).toBeLessThan(700);
  expect(seen.outcome === 'ok' ? seen.instances.length : 0).toBe(6_500);
});
