import { describe, expect, test } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import { alertFromItem, fromItem, type Item, type WriteOptions, toItem } from '../../../adapters/dynamodb/item.ts';
import { historyTable } from '../../../adapters/dynamodb/table.ts';
import { longTest, times } from '../../length.ts';
import { fc } from '../../property.ts';
import { snapshot } from './arbitrary.ts';
import {
  alertOf,
  givenAlerting,
  givenInstances,
  givenSnapshot,
  lossOf,
  minute,
  noon,
  openingOf,
  withProbes,
} from './given.ts';

const keeping: WriteOptions = { keepSeconds: 30 * 86_400, writer: 'this-run' };
const itemOf = (given: Parameters<typeof toItem>[0]): Item => toItem(given, keeping).item;

/** DynamoDB's limit, which counts names and values, both as UTF-8. */
const maxBytes = 400 * 1024;
const bytesOf = ({ compressed, ...plain }: Item): number =>
  Buffer.byteLength(JSON.stringify(plain)) + (compressed instanceof Uint8Array ? compressed.length : 0);

describe('an item', () => {
  test('gives back exactly the snapshot it was made of', () => {
    fc.assert(
      fc.property(snapshot, (given) => {
        expect(fromItem(itemOf(given))).toEqual(given);
      }),
      { numRuns: times({ short: 30, long: 100 }) },
    );
  });

  test('gives back exactly the snapshot it was made of, also where it has to be compressed', () => {
    const large = givenInstances(40);
    fc.assert(
      fc.property(snapshot, (small) => {
        const given = { ...small, health: { ...small.health, instances: [...small.health.instances, ...large] } };
        const item = itemOf(given);
        expect(item['compressed']).toBeInstanceOf(Uint8Array);
        expect(fromItem(item)).toEqual(given);
      }),
      { numRuns: times({ short: 5, long: 30 }) },
    );
  });

  test('reads without a manual', () => {
    const [instance] = givenInstances(1, 'missing');
    if (instance === undefined) throw new Error('there is an instance');
    const { registeredAt, heartbeatAt, startedAt, heartbeatAgeSeconds, pid, tcpPort, host, freeMemoryBytes } = instance;
    const incident = { ...lossOf(instance) };
    expect(itemOf(givenAlerting(noon, [instance]))).toEqual({
      workspace: 'production',
      takenAt: noon,
      observedAt: noon,
      outcome: 'ok',
      serverDate: noon,
      latencyMilliseconds: 42,
      listed: 0,
      healthy: 0,
      instances: [
        {
          id: instance.id,
          name: 'rocket.chat',
          pid,
          host,
          port: '3000',
          tcpPort,
          registeredAt,
          heartbeatAt,
          connected: false,
          local: false,
          totalMemoryBytes: 16_777_216_000,
          freeMemoryBytes,
          nodeVersion: 'v22.16.0',
          clientConnections: instance.clientConnections,
          status: 'missing',
          listed: false,
          heartbeatAgeSeconds,
          heartbeatSince: minute(-2),
          hasMoved: true,
          startedAt,
          lastSeenAt: minute(-2),
          onceHealthy: true,
          lostSince: minute(-1),
        },
      ],
      incidents: [incident],
      seenAt: noon,
      isMicroservices: false,
      hasShownConnection: false,
      alert: {
        severity: 'critical',
        cluster: { seenAt: noon, listed: 0, healthy: 0, omittedInstances: 0 },
        changes: [
          {
            change: 'opened',
            incident,
            instances: [
              {
                id: instance.id,
                name: 'rocket.chat',
                host,
                port: '3000',
                pid,
                startedAt,
                heartbeatAt,
                nodeVersion: 'v22.16.0',
                totalMemoryBytes: 16_777_216_000,
                freeMemoryBytes,
              },
            ],
          },
        ],
      },
      alertedAt: noon,
      outbox: [noon],
      expiresAt: Date.parse('2026-12-21T12:00:00.000Z') / 1000,
      writer: 'this-run',
    });
  });

  test('of a failed call says what was seen instead, and keeps what is known', () => {
    const failure = { outcome: 'server-error', detail: 'HTTP 502', httpStatus: 502 } as const;
    const item = itemOf(givenSnapshot(noon, { outcome: 'server-error', failure }));
    expect(item).toMatchObject({
      outcome: 'server-error',
      failure: { detail: 'HTTP 502', httpStatus: 502 },
      listed: 3,
    });
  });

  test('is in the index of alerts only where it carries one', () => {
    expect(itemOf(givenSnapshot())).not.toHaveProperty(historyTable.alertsIndex.sortKey);
    expect(itemOf(givenAlerting())).toHaveProperty(historyTable.alertsIndex.sortKey, noon);
  });

  test.each([
    { instances: 20, compressed: false },
    { instances: 40, compressed: true },
  ])('of $instances instances is compressed: $compressed', ({ instances, compressed }) => {
    const item = itemOf(givenSnapshot(noon, { health: { instances: givenInstances(instances) } }));
    expect('compressed' in item).toBe(compressed);
    expect('instances' in item).toBe(!compressed);
  });

  test('keeps an alert readable beside many compressed instances', () => {
    const [lost, ...others] = [...givenInstances(1, 'missing', 2), ...givenInstances(200)];
    if (lost === undefined) throw new Error('there is an instance');
    const given = {
      ...givenAlerting(noon, [lost]),
      health: givenSnapshot(noon, { health: { instances: [lost, ...others] } }).health,
    };
    const item = itemOf(given);
    expect(item).toHaveProperty('alert.changes');
    expect(item).not.toHaveProperty('instances');
    expect(fromItem(item)).toEqual(given);
  });

  test('keeps what an alert says of instances and incidents also where they say something else by then', () => {
    const missing = givenInstances(100, 'missing');
    const given = {
      ...givenAlerting(noon, missing),
      alert: alertOf(
        missing.map((one, index) => {
          const opening = openingOf(
            index % 2 === 0 ? one : { ...one, heartbeatAt: minute(-9), lastSeenAt: minute(-8) },
          );
          return { ...opening, instances: index === 0 ? [] : opening.instances };
        }),
      ),
    };
    const item = itemOf(given);
    expect(item).not.toHaveProperty('alert');
    expect(fromItem(item)).toEqual(given);
  });

  test('has all that a reader of the index of alerts needs', () => {
    for (const given of [givenAlerting(), givenAlerting(noon, givenInstances(100, 'missing'))]) {
      const projected: readonly string[] = [
        historyTable.partitionKey,
        historyTable.sortKey,
        historyTable.alertsIndex.sortKey,
        ...historyTable.alertsIndex.projectedAttributes,
      ];
      const inIndex = Object.fromEntries(Object.entries(itemOf(given)).filter(([name]) => projected.includes(name)));
      expect(alertFromItem(inIndex)).toEqual({ alert: given.alert, deliveredAt: null });
    }
  });
});

describe('an item of 3,000 instances fits, and gives all of them back', () => {
  const healthy = givenInstances(3_000);
  const missing = givenInstances(3_000, 'missing');
  const inOtherOrder = [...missing].sort((a, b) => ((a.pid ?? 0) < (b.pid ?? 0) ? -1 : 1));
  test.each([
    { all: 'healthy', given: givenSnapshot(noon, { health: { instances: healthy } }) },
    { all: 'lost at once, with an alert', given: givenAlerting(noon, missing) },
    {
      all: 'lost at once, with an alert in another order',
      given: { ...givenAlerting(noon, missing), alert: alertOf(inOtherOrder.map(openingOf)) },
    },
    {
      all: 'back at once, with an alert',
      given: givenSnapshot(noon, {
        health: { instances: healthy },
        alert: alertOf(healthy.map((one) => ({ ...openingOf(one), change: 'resolved', reason: 'returned' }))),
      }),
    },
  ])('$all', ({ given }) => {
    const { item, omitted } = toItem(given, keeping);
    expect(omitted).toEqual([]);
    expect(bytesOf(item)).toBeLessThan(maxBytes);
    // Not toEqual: its account of a difference would fill megabytes.
    expect(isDeepStrictEqual(fromItem(item), given)).toBe(true);
  });
});

describe('an item of more than fits', () => {
  test('goes without descriptions first', () => {
    const given = givenAlerting(noon, givenInstances(4_200, 'missing'));
    const { item, omitted } = toItem(given, keeping);
    expect(omitted).toEqual(['descriptions']);
    expect(item).toMatchObject({ omitted: ['descriptions'], listed: 0, healthy: 0 });
    expect(bytesOf(item)).toBeLessThan(maxBytes);
    expect(fromItem(item).health.instances).toHaveLength(4_200);
  });

  longTest('goes without the curves of memory with the descriptions, and keeps all else of what instances said', () => {
    const given = givenAlerting(noon, givenInstances(2_000, 'missing').map(withProbes));
    const { item, omitted } = toItem(given, keeping);
    expect(omitted).toEqual(['descriptions']);
    expect(bytesOf(item)).toBeLessThan(maxBytes);
    const { health, alert } = fromItem(item);
    expect(alert?.changes).toHaveLength(2_000);
    expect(health.instances[0]?.live).toEqual(given.health.instances[0]?.live);
    expect(health.instances[0]?.probed).toEqual({ ...given.health.instances[0]?.probed, resident: null, heap: null });
  });

  test('leaves room for what marking its alert as delivered adds', () => {
    const alerting = givenAlerting();
    const withDetail = (length: number) => {
      const failure = { outcome: 'network', detail: 'x'.repeat(length), httpStatus: null } as const;
      return toItem({ ...alerting, outcome: 'network', failure }, keeping);
    };
    let [fits, tooLong] = [0, maxBytes];
    while (tooLong - fits > 1) {
      const middle = Math.floor((fits + tooLong) / 2);
      if (withDetail(middle).omitted.length === 0) fits = middle;
      else tooLong = middle;
    }
    const largest = withDetail(fits).item;
    expect(bytesOf(largest)).toBeGreaterThan(maxBytes - 2048);
    expect(bytesOf({ ...largest, deliveredAt: minute(1) })).toBeLessThanOrEqual(maxBytes);
  });

  longTest('keeps the worst changes of its alert and all open incidents to the last', () => {
    const given = givenAlerting(noon, givenInstances(8_000, 'missing'));
    const { item, omitted } = toItem(given, keeping);
    expect(omitted).toEqual(['descriptions', 'changes', 'instances']);
    expect(item).toMatchObject({ omitted });
    expect(bytesOf(item)).toBeLessThan(maxBytes);
    const { alert, outbox, health } = fromItem(item);
    expect(outbox).toEqual([noon]);
    expect(alert?.changes).toHaveLength(1_000);
    expect(alert?.changes[0]?.incident).toEqual(given.alert?.changes[0]?.incident);
    expect(health.incidents).toEqual(given.health.incidents);
    expect(health.instances.length + (health.unremembered ?? 0)).toBe(8_000);
  });

  test('that an earlier version left without its state is still read', () => {
    const { item } = toItem(givenSnapshot(), keeping);
    expect(fromItem({ ...item, omitted: ['descriptions', 'state'] }).omitted).toEqual(['descriptions', 'state']);
  });
});
