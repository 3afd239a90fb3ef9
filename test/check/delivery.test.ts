import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Alert } from '../../core/alerts/alert.ts';
import { PublishError, type Publisher } from '../../adapters/sns/publisher.ts';
import type { AwsErrorKind } from '../../adapters/aws/error-kind.ts';
import { SecretError } from '../../core/base/secret-source.ts';
import { logFields } from '../../check/log-fields.ts';
import { summarise } from '../../check/check-log.ts';
import { plusSeconds } from '../../core/base/time.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import { oneIn, times } from '../length.ts';
import { Rig } from './rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await Rig.build();
});
afterEach(async () => {
  await rig.close();
});

const refusing = (kind: AwsErrorKind): Publisher => ({
  publish: (alert) => Promise.reject(new PublishError({ destination: 'topic', alert, kind, cause: 'test' })),
});

/** Dies where a process that is killed would: whatever comes after it never happens. */
const dying: Publisher = { publish: () => Promise.reject(new Error('killed')) };

/** Up to the check that has something to send, which is the next one. */
async function untilAnAlertIsDue(): Promise<void> {
  await rig.checks(3);
  rig.cluster.kill(rig.ids[1]);
  await rig.checks(2);
  expect(rig.sent).toEqual([]);
}

const latest = () => rig.history.latest('production', rig.clock.now());

describe('an alert', () => {
  test('that is delivered leaves an empty outbox and the time of its delivery', async () => {
    await untilAnAlertIsDue();
    const report = await rig.check();
    expect(report?.published).toEqual([`production/${rig.clock.now()}`]);
    expect(await latest()).toMatchObject({ outbox: [], deliveredAt: rig.clock.now() });
  });

  test.each(oneIn(3, ['throttled', 'denied', 'unavailable'] as const))(
    'that cannot be published (%s) stays in the outbox, and the first check that can publishes it under the same id',
    async (kind) => {
      await untilAnAlertIsDue();
      const working = rig.publisher;
      rig.publisher = refusing(kind);
      const failed = await rig.check();
      expect(failed?.undelivered?.kind).toBe(kind);
      rig.clock.advance(60);
      for (let check = 0; check < 10; check += 1) {
        expect((await rig.check())?.undelivered?.kind).toBe(kind);
        rig.clock.advance(60);
      }
      rig.publisher = working;
      await rig.checks(3);
      expect(rig.published.map(({ id }) => id)).toEqual([failed?.snapshot.alert?.id]);
      const snapshots = await rig.snapshots();
      expect(snapshots.filter(({ alert }) => alert !== null)).toEqual([
        expect.objectContaining({ deliveredAt: plusSeconds(rig.clock.now(), -180) }),
      ]);
      expect(await latest()).toMatchObject({ outbox: [] });
    },
  );

  test('that waits is logged with how long it has, and no longer once it is published', async () => {
    await untilAnAlertIsDue();
    const working = rig.publisher;
    rig.publisher = refusing('denied');
    const waits: unknown[] = [];
    for (let check = 0; check < 4; check += 1) {
      if (check === 3) rig.publisher = working;
      const report = await rig.check();
      waits.push(report && summarise(report)[logFields.waitingSeconds]);
      rig.clock.advance(60);
    }
    expect(waits).toEqual([0, 60, 120, undefined]);
  });

  test('and the end it waits with are published in order', async () => {
    await untilAnAlertIsDue();
    const working = rig.publisher;
    rig.publisher = refusing('unavailable');
    await rig.checks(1);
    rig.cluster.start();
    await rig.checks(5);
    rig.publisher = working;
    await rig.checks(2);
    expect(rig.sent).toEqual(['opened disappeared', 'resolved disappeared replaced']);
  });

  test('survives the death of the process after the write', async () => {
    await untilAnAlertIsDue();
    const working = rig.publisher;
    rig.publisher = dying;
    await expect(rig.check()).rejects.toThrow('killed');
    const diedAt = rig.clock.now();
    rig.publisher = working;
    rig.clock.advance(60);
    await rig.checks(3);
    expect(rig.published.map(({ id }) => id)).toEqual([`production/${diedAt}`]);
  });

  test('whose mark is lost comes again under the same id, and nothing else does', async () => {
    await untilAnAlertIsDue();
    const working = rig.publisher;
    rig.publisher = {
      publish: async (alert) => {
        await working.publish(alert);
        throw new Error('killed');
      },
    };
    await expect(rig.check()).rejects.toThrow('killed');
    rig.publisher = working;
    rig.clock.advance(60);
    await rig.checks(5);
    const [first, again] = rig.published;
    expect(rig.published).toHaveLength(2);
    expect(again).toEqual(first);
  });

  test('that is refused for what it is does not hold back those after it', async () => {
    await untilAnAlertIsDue();
    const sent: Alert[] = [];
    let first: string | null = null;
    rig.publisher = {
      publish: (alert) => {
        first ??= alert.id;
        if (alert.id === first) return refusing('refused').publish(alert);
        sent.push(alert);
        return Promise.resolve();
      },
    };
    await rig.checks(1);
    rig.cluster.start();
    await rig.checks(3);
    expect(sent).toHaveLength(1);
    expect((await latest())?.outbox).toHaveLength(1);
  });
});

describe('a check', () => {
  test('that is invoked twice is made once', async () => {
    await untilAnAlertIsDue();
    const dueAt = rig.clock.now();
    await rig.check(dueAt, 'first');
    rig.clock.advance(5);
    const calls = rig.server.requests.length;
    expect(await rig.check(dueAt, 'second')).toBeNull();
    expect(rig.server.requests).toHaveLength(calls);
    expect(rig.published).toHaveLength(1);
  });

  test('that comes after a later one is not made', async () => {
    await rig.checks(3);
    expect(await rig.check(plusSeconds(rig.clock.now(), -120))).toBeNull();
    expect(await rig.snapshots()).toHaveLength(3);
  });

  test('that runs beside another of the same time gives way to it', async () => {
    await untilAnAlertIsDue();
    const dueAt = rig.clock.now();
    const reports = await Promise.all([rig.check(dueAt, 'one'), rig.check(dueAt, 'other')]);
    expect(reports.filter((report) => report === null)).toHaveLength(1);
    expect(rig.published).toHaveLength(1);
  });

  test('asks for new credentials when the old ones are refused, and goes on with them', async () => {
    const asked: string[] = [];
    rig.credentials = {
      current: () => Promise.resolve({ userId: 'old', authToken: 'old' }),
      renewed: () => {
        asked.push('renewed');
        return Promise.resolve(simulatedCredentials);
      },
    };
    expect((await rig.check())?.snapshot.outcome).toBe('ok');
    expect(asked).toEqual(['renewed']);
  });

  test('says that the token is refused also when no other can be read', async () => {
    rig.credentials = {
      current: () => Promise.resolve({ userId: 'old', authToken: 'old' }),
      renewed: () => Promise.reject(new SecretError('gone')),
    };
    expect((await rig.check())?.snapshot.outcome).toBe('unauthorized');
    rig.clock.advance(60);
    await rig.check();
    expect(rig.sent).toEqual(['opened unauthorized']);
  });

  test('keeps no credential in its snapshot', async () => {
    rig.cluster.cutOff('unauthorized');
    await rig.checks(2);
    const text = JSON.stringify(await rig.snapshots());
    expect(text).not.toContain(simulatedCredentials.authToken);
    expect(text).not.toContain(simulatedCredentials.userId);
  });
});

test('a quiet check makes two reads, of the last snapshot and of the silences, and one write', async () => {
  await rig.checks(3);
  const commands: string[] = [];
  rig.store.client.middlewareStack.add(
    (next, context) => (args) => {
      commands.push(context.commandName ?? '?');
      return next(args);
    },
    { step: 'finalizeRequest' },
  );
  await rig.checks(5);
  expect(commands).toEqual(Array.from({ length: 5 }, () => ['QueryCommand', 'QueryCommand', 'PutItemCommand']).flat());
});

test('hundreds of instances are checked, of which most are lost at once and sent in one alert', async () => {
  await rig.close();
  const instances = times({ short: 200, long: 1000 });
  rig = await Rig.build({ instances, loadBalancer: 'sticky' });
  await rig.checks(2);
  for (const { id } of rig.cluster.instances.slice(1)) rig.cluster.kill(id);
  await rig.checks(3);
  expect(rig.published).toHaveLength(1);
  expect(rig.published[0]?.changes).toHaveLength(instances - 1);
});
