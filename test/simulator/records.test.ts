import { afterEach, describe, expect, test } from '@jest/globals';
import { givenCluster } from './looking.ts';
import { closeWorkspaces, at, givenWorkspace, heartbeatAgeSeconds, idOf, livingIds, start } from './support.ts';

afterEach(closeWorkspaces);

describe('a record', () => {
  test('is listed in the current shape, field by field, for every process', async () => {
    const { list } = await givenWorkspace({ instances: 4 });
    const entries = await list();
    expect(entries).toHaveLength(4);
    for (const { instanceRecord, broadcastAuth } of entries) {
      const { name, pid, extraInformation } = instanceRecord;
      expect({ name, pid, broadcastAuth }).toEqual({ name: 'rocket.chat', pid: 1, broadcastAuth: true });
      expect(extraInformation).toMatchObject({ port: '3000', nodeVersion: 'v22.16.0', os: { platform: 'linux' } });
      expect(Object.keys(extraInformation)).toEqual(['host', 'port', 'tcpPort', 'os', 'nodeVersion', 'conns']);
    }
  });

  test('carries the memory of the host at the start of the process, also after it has registered again', async () => {
    const given = await givenWorkspace({ instances: 0 });
    const memory = { totalBytes: 4_110_323_712, freeBytes: 198_479_872 };
    const id = given.workspace.start({ memory, nodeVersion: 'v14.21.3' });
    const before = at(await given.list(), 0).instanceRecord.extraInformation;
    expect(before).toMatchObject({ os: { totalmem: 4_110_323_712, freemem: 198_479_872 }, nodeVersion: 'v14.21.3' });
    given.workspace.deleteRecord(id);
    given.clock.advance(3600);
    const after = at(await given.list(), 0).instanceRecord.extraInformation;
    expect(after).toEqual({ ...before, conns: expect.any(Number) });
  });

  test('changes in nothing but its heartbeat and its number of clients', async () => {
    const given = await givenWorkspace({ instances: 3 });
    const unchanging = async () =>
      (await given.list()).map(({ instanceRecord }) => ({
        ...instanceRecord,
        _updatedAt: null,
        extraInformation: { ...instanceRecord.extraInformation, conns: null },
      }));
    const numbers = async () => (await given.list()).map((entry) => entry.instanceRecord.extraInformation.conns);
    const [before, numbersBefore] = [await unchanging(), await numbers()];
    given.clock.advance(3600);
    expect(await unchanging()).toEqual(before);
    expect(await numbers()).not.toEqual(numbersBefore);
  });

  test('has no number of clients for its first three seconds', async () => {
    const given = await givenWorkspace({ instances: 0 });
    given.workspace.start();
    given.clock.advance(2.9);
    expect(at(await given.list(), 0).instanceRecord.extraInformation).not.toHaveProperty('conns');
    given.clock.advance(0.1);
    expect(at(await given.list(), 0).instanceRecord.extraInformation).toHaveProperty('conns');
  });

  test.each([
    ['v14.21.3', 0, 0.1],
    ['v16.20.2', 0, 0.1],
    ['v17.4.0', 0.4, 0.7],
    ['v22.16.0', 0.4, 0.7],
  ])('of Node %s says how much memory is free as that counts it', async (nodeVersion, atLeast, atMost) => {
    const { list, workspace } = await givenWorkspace({ nodeVersion, instances: 5 });
    workspace.start();
    for (const { instanceRecord } of await list()) {
      const { freemem = 0, totalmem = 1 } = instanceRecord.extraInformation.os ?? {};
      expect(freemem / totalmem).toBeGreaterThanOrEqual(atLeast);
      expect(freemem / totalmem).toBeLessThanOrEqual(atMost);
    }
  });

  test('appears when its process is done starting, not before', async () => {
    const given = await givenWorkspace({ instances: 1 });
    const id = given.workspace.start({ startSeconds: 25 });
    given.clock.advance(24.999);
    expect(await given.ids()).not.toContain(id);
    given.clock.advance(0.001);
    expect(await given.entry(id)).toMatchObject({
      instanceRecord: { _createdAt: given.clock.now(), _updatedAt: given.clock.now() },
    });
  });

  test('never appears where the process ends while it starts', async () => {
    const given = await givenWorkspace({ instances: 1 });
    const id = given.workspace.start({ startSeconds: 25 });
    given.workspace.kill(id);
    given.clock.advance(60);
    expect(await given.ids()).not.toContain(id);
  });
});

describe('a heartbeat', () => {
  test('comes every 10 s and leaves the time of registration alone', async () => {
    const given = await givenWorkspace({ instances: 0 });
    given.workspace.start();
    const seen = [];
    for (let second = 0; second <= 30; second += 5) {
      seen.push(heartbeatAgeSeconds(at(await given.list(), 0), given.clock.now()));
      given.clock.advance(5);
    }
    expect(seen).toEqual([0, 5, 0, 5, 0, 5, 0]);
    expect(at(await given.list(), 0).instanceRecord._createdAt).toBe(start);
  });

  test.each([
    { heartbeatSeconds: 10, expirySeconds: 60 },
    { heartbeatSeconds: 30, expirySeconds: 120 },
    { heartbeatSeconds: 60, expirySeconds: 180 },
  ])(
    'of every $heartbeatSeconds s leaves a record for $expirySeconds s',
    async ({ heartbeatSeconds, expirySeconds }) => {
      const given = await givenWorkspace({ instances: 1, heartbeatSeconds, sweepEverySeconds: 1 });
      const id = given.workspace.start();
      given.clock.advance(24 * heartbeatSeconds);
      expect((await given.entry(id))?.instanceRecord._createdAt).toBe(start);
      given.workspace.kill(id);
      given.clock.advance(expirySeconds - 1);
      expect(await given.ids()).toContain(id);
      given.clock.advance(2);
      expect(await given.ids()).not.toContain(id);
    },
  );

  test('comes as often as MULTIPLE_INSTANCES_PING_INTERVAL says', async () => {
    const given = await givenWorkspace({ instances: 0, heartbeatSeconds: 25 });
    given.workspace.start();
    given.clock.advance(49);
    expect(heartbeatAgeSeconds(at(await given.list(), 0), given.clock.now())).toBe(24);
  });

  test('of one process does not fall together with those of the others', async () => {
    const { list } = await givenWorkspace({ instances: 5 });
    const heartbeats = (await list()).map(({ instanceRecord }) => instanceRecord._updatedAt);
    expect(new Set(heartbeats).size).toBe(5);
  });

  test("is dated in MongoDB's clock, while the answer's Date is the server's", async () => {
    const given = await givenWorkspace({ instances: 0, databaseClockSkewSeconds: 90 });
    given.workspace.start();
    const response = await given.call();
    expect(response.headers.get('date')).toBe('Sat, 21 Nov 2026 19:00:00 GMT');
    expect(at(await given.list(), 0).instanceRecord).toMatchObject({
      _createdAt: '2026-11-21T19:01:30.000Z',
      _updatedAt: '2026-11-21T19:01:30.000Z',
    });
  });

  test('in the year 2257 stays listed for good, with no process behind it', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const id = given.workspace.ghost({ heartbeatAt: '2257-03-01T00:00:00.000Z' });
    given.clock.advance(30 * 86_400);
    expect(await given.entry(id)).toMatchObject({
      currentStatus: { connected: false },
      instanceRecord: { _updatedAt: '2257-03-01T00:00:00.000Z' },
    });
  });
});

describe('the record of a dead process', () => {
  test.each(['kill', 'stop'] as const)('stays listed after %s, its heartbeat ageing, for 60 to 120 s', (operation) => {
    const expiredAfter = [1, 2, 3, 4, 5, 6].map((seed) => {
      const { workspace, clock, ids, listBy, secondsUntil } = givenCluster({ seed });
      const [id = '', other = ''] = ids;
      const heartbeat = (): string | undefined => listBy(other).find((one) => one.id === id)?.updatedAt;
      workspace[operation](id);
      const last = heartbeat();
      secondsUntil(() => heartbeat() !== last);
      expect(heartbeat()).toBeUndefined();
      return (Date.parse(clock.now()) - Date.parse(last ?? '')) / 1000;
    });
    for (const seconds of expiredAfter) {
      expect(seconds).toBeGreaterThanOrEqual(60);
      expect(seconds).toBeLessThanOrEqual(121);
    }
    expect(new Set(expiredAfter).size).toBeGreaterThan(1);
  });

  test('stays for as long as MULTIPLE_INSTANCES_EXPIRE and the sweep say', async () => {
    const given = await givenWorkspace({ instances: 2, expireAfterSeconds: 600, sweepEverySeconds: 1 });
    const id = at(livingIds(given), 0);
    given.workspace.kill(id);
    given.clock.advance(589);
    expect(await given.entry(id)).toBeDefined();
    given.clock.advance(12);
    expect(await given.entry(id)).toBeUndefined();
  });
});

describe('a process whose record is gone', () => {
  const expireWhileHung = async () => {
    const given = await givenWorkspace({ instances: 2 });
    const id = at(livingIds(given), 0);
    const before = (await given.list()).find((entry) => idOf(entry) === id);
    given.workspace.hang(id);
    given.clock.advance(125);
    expect(await given.entry(id)).toBeUndefined();
    return { ...given, id, before };
  };

  test('registers again under the same id, later, when it wakes', async () => {
    const { workspace, clock, entry, id, before } = await expireWhileHung();
    workspace.wake(id);
    const after = await entry(id);
    expect(after?.instanceRecord).toMatchObject({ _createdAt: clock.now(), _updatedAt: clock.now() });
    expect(after?.instanceRecord.extraInformation.os).toEqual(before?.instanceRecord.extraInformation.os);
  });

  test('keeps its time of registration where it wakes before its record expires', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const id = at(livingIds(given), 0);
    const before = await given.entry(id);
    given.workspace.hang(id);
    given.clock.advance(50);
    given.workspace.wake(id);
    expect((await given.entry(id))?.instanceRecord).toMatchObject({
      _createdAt: before?.instanceRecord._createdAt,
      _updatedAt: given.clock.now(),
    });
  });

  test('registers again at its next heartbeat when the record was deleted by hand', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const id = at(livingIds(given), 0);
    given.workspace.deleteRecord(id);
    expect(await given.ids()).not.toContain(id);
    given.clock.advance(10);
    expect(await given.ids()).toContain(id);
  });
});
