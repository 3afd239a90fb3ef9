import { describe, expect, test } from '@jest/globals';
import { at, type Entry, givenWorkspace, type GivenWorkspace, idOf, livingIds, observerOf } from './support.ts';

const others = (entries: readonly Entry[]): readonly Entry[] => entries.filter((entry) => !entry.currentStatus.local);

/** What each process, asked in turn, says of its connection to each of the others. */
const views = async (given: GivenWorkspace): Promise<Record<string, readonly string[]>> => {
  const seen: Record<string, readonly string[]> = {};
  for (let calls = 0; calls < 2 * livingIds(given).length; calls += 1) {
    const entries = await given.list();
    const connected = others(entries).filter(({ currentStatus }) => currentStatus.connected);
    seen[observerOf(entries) ?? 'nobody'] = connected.map(idOf);
  }
  return seen;
};

const threeConnected = async () => {
  const given = await givenWorkspace({ instances: 3 });
  const ids = livingIds(given);
  return { given, a: at(ids, 0), b: at(ids, 1), c: at(ids, 2) };
};

describe('an answer', () => {
  test('is the view of one process, its own entry being local', async () => {
    const { list } = await givenWorkspace({ instances: 3 });
    const entries = await list();
    expect(entries.filter(({ currentStatus }) => currentStatus.local)).toHaveLength(1);
    for (const { address, currentStatus, instanceRecord } of entries) {
      expect(address).toBe(instanceRecord.extraInformation.host);
      expect(currentStatus.connected).toBe(true);
      expect(currentStatus.local).toEqual(expect.any(Boolean));
    }
  });

  test("gives last heartbeats in whole seconds of the answering process's uptime", async () => {
    const given = await givenWorkspace({
      instances: [{ upSeconds: 1000 }, { upSeconds: 500 }],
      loadBalancer: 'sticky',
    });
    const seconds = async () =>
      (await given.list()).map(({ currentStatus: { local, lastHeartbeatTime } }) => ({ local, lastHeartbeatTime }));
    expect(await seconds()).toEqual([
      { local: true, lastHeartbeatTime: 16 },
      { local: false, lastHeartbeatTime: 1016 },
    ]);
    given.clock.advance(60);
    expect(await seconds()).toEqual([
      { local: true, lastHeartbeatTime: 16 },
      { local: false, lastHeartbeatTime: 1076 },
    ]);
  });
});

describe('the load balancer', () => {
  const observers = async (given: GivenWorkspace, calls: number) => {
    const seen = [];
    for (let call = 0; call < calls; call += 1) seen.push(observerOf(await given.list()));
    return seen;
  };

  test('goes round', async () => {
    const given = await givenWorkspace({ instances: 3, loadBalancer: 'round-robin' });
    const ids = livingIds(given);
    expect(await observers(given, 6)).toEqual([...ids, ...ids]);
  });

  test('draws lots, each process in its turn', async () => {
    const given = await givenWorkspace({ instances: 3, loadBalancer: 'random' });
    expect(new Set(await observers(given, 30)).size).toBe(3);
  });

  test('stays with one process until that is gone', async () => {
    const given = await givenWorkspace({ instances: 3, loadBalancer: 'sticky' });
    const [first, second] = livingIds(given);
    expect(new Set(await observers(given, 4))).toEqual(new Set([first]));
    given.workspace.kill(first ?? '');
    expect(new Set(await observers(given, 4))).toEqual(new Set([second]));
  });

  test('goes by a function', async () => {
    const given = await givenWorkspace({ instances: 3, loadBalancer: (candidates) => at(candidates, -1) });
    expect(await observers(given, 2)).toEqual(livingIds(given).slice(2).concat(livingIds(given).slice(2)));
  });

  test('never chooses a dead process, nor one that is still starting', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const [dead, alive] = livingIds(given);
    given.workspace.kill(dead ?? '');
    given.workspace.start({ startSeconds: 60 });
    expect(new Set(await observers(given, 6))).toEqual(new Set([alive]));
  });

  test('has nobody to choose where all are dead, and says so as a proxy does', async () => {
    const given = await givenWorkspace({ instances: 1 });
    given.workspace.kill(at(livingIds(given), 0));
    const response = await given.call();
    expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html']);
  });
});

describe('a lost peer', () => {
  test('is just not connected: no address, no last heartbeat, no local', async () => {
    const { given, a, b } = await threeConnected();
    given.workspace.partition(a, b);
    const entries = await given.list();
    expect(observerOf(entries)).toBe(a);
    const { instanceRecord, ...rest } = entries.find((entry) => idOf(entry) === b) ?? at(entries, 0);
    expect(instanceRecord._id).toBe(b);
    expect(rest).toEqual({ currentStatus: { connected: false }, broadcastAuth: true });
  });

  test('is the same for a dead process that is still listed', async () => {
    const { given, a } = await threeConnected();
    given.workspace.kill(a);
    expect(await given.entry(a)).toMatchObject({ currentStatus: { connected: false } });
    expect(await given.entry(a)).not.toHaveProperty('address');
  });
});

describe('a partition', () => {
  test('is seen from both its sides and by nobody else', async () => {
    const { given, a, b, c } = await threeConnected();
    given.workspace.partition(a, b);
    expect(await views(given)).toEqual({ [a]: [c], [b]: [c], [c]: [a, b] });
  });

  test('lies between groups, too', async () => {
    const { given, a, b, c } = await threeConnected();
    given.workspace.partition([a], [b, c]);
    expect(await views(given)).toEqual({ [a]: [], [b]: [c], [c]: [b] });
  });

  test('leaves heartbeats alone', async () => {
    const { given, a, b } = await threeConnected();
    given.workspace.partition(a, b);
    given.clock.advance(3600);
    expect(await given.ids()).toEqual([a, b, expect.any(String)]);
  });

  test('ends a few seconds after it is healed', async () => {
    const { given, a, b, c } = await threeConnected();
    given.workspace.partition(a, [b, c]);
    given.clock.advance(60);
    given.workspace.heal(a, b);
    given.clock.advance(2.9);
    expect((await views(given))[a]).toEqual([]);
    given.clock.advance(0.1);
    expect(await views(given)).toEqual({ [a]: [b], [b]: [a, c], [c]: [b] });
    given.workspace.heal();
    given.clock.advance(3);
    expect(await views(given)).toEqual({ [a]: [b, c], [b]: [a, c], [c]: [a, b] });
  });
});

describe('healing', () => {
  test('what was never broken leaves its connections standing', async () => {
    const { given, a, b, c } = await threeConnected();
    given.workspace.heal();
    given.workspace.heal(a, b);
    given.workspace.regainBroker(a);
    expect(await views(given)).toEqual({ [a]: [b, c], [b]: [a, c], [c]: [a, b] });
  });

  test('takes its time also for a process that has been hung before', async () => {
    const { given, a, b, c } = await threeConnected();
    given.workspace.hang(a);
    given.clock.advance(30);
    given.workspace.wake(a);
    given.workspace.partition(a, b);
    given.clock.advance(60);
    given.workspace.heal();
    expect((await views(given))[a]).toEqual([c]);
    given.clock.advance(3);
    expect((await views(given))[a]).toEqual([b, c]);
  });
});

describe('a new process', () => {
  test('is connected to its peers after a few seconds', async () => {
    const given = await givenWorkspace({ instances: 2, connectSeconds: 5, loadBalancer: 'sticky' });
    const id = given.workspace.start();
    given.clock.advance(4);
    expect(await given.entry(id)).toMatchObject({ currentStatus: { connected: false } });
    given.clock.advance(1);
    expect(await given.entry(id)).toMatchObject({ currentStatus: { connected: true, local: false } });
  });
});

describe('a hung process', () => {
  test('stays connected for all who were connected to it, its heartbeat ageing', async () => {
    const given = await givenWorkspace({ instances: 3, expireAfterSeconds: 3600 });
    const [a, b, c] = livingIds(given);
    given.workspace.hang(a ?? '');
    given.clock.advance(1800);
    expect(await views(given)).toEqual({ [b ?? '']: [a, c], [c ?? '']: [a, b] });
    const entry = await given.entry(a ?? '');
    expect(Date.parse(given.clock.now()) - Date.parse(entry?.instanceRecord._updatedAt ?? '')).toBeGreaterThan(
      1_800_000,
    );
  });

  test('is connected to nobody who started later, until it wakes', async () => {
    const given = await givenWorkspace({ instances: 2, expireAfterSeconds: 3600, loadBalancer: (ids) => at(ids, -1) });
    const hung = at(livingIds(given), 0);
    given.workspace.hang(hung);
    const newcomer = given.workspace.start();
    given.clock.advance(600);
    expect(observerOf(await given.list())).toBe(newcomer);
    expect(await given.entry(hung)).toMatchObject({ currentStatus: { connected: false } });
    given.workspace.wake(hung);
    given.clock.advance(3);
    expect(await given.entry(hung)).toMatchObject({ currentStatus: { connected: true } });
  });

  test('is not chosen once health checks have found out', async () => {
    const given = await givenWorkspace({ instances: 2, healthCheckSeconds: 30 });
    const [hung, other] = livingIds(given);
    given.workspace.hang(hung ?? '');
    await expect(given.call(undefined, undefined, { signal: AbortSignal.timeout(50) })).rejects.toThrow('abort');
    given.clock.advance(30);
    expect([observerOf(await given.list()), observerOf(await given.list())]).toEqual([other, other]);
  });

  test('goes on being chosen, and never answers, where nothing checks health', async () => {
    const given = await givenWorkspace({ instances: 1, healthCheckSeconds: null });
    given.workspace.hang(at(livingIds(given), 0));
    given.clock.advance(3600);
    await expect(given.call(undefined, undefined, { signal: AbortSignal.timeout(50) })).rejects.toThrow('abort');
    expect(given.server.requests.map(({ status }) => status)).toEqual([null]);
  });

  test('cannot hang twice, nor wake when it runs', async () => {
    const { given, a, b } = await threeConnected();
    given.workspace.hang(a);
    expect(() => {
      given.workspace.hang(a);
    }).toThrow(`Instance ${a} is hung: this can only be done to one that is running.`);
    expect(() => {
      given.workspace.wake(b);
    }).toThrow(`Instance ${b} is running: this can only be done to one that is hung.`);
    expect(() => {
      given.workspace.kill('nobody');
    }).toThrow('No instance nobody: give the id of one that lives or is still listed (see "instances").');
  });
});

describe('a process that has lost its broker', () => {
  test('answers 400 when it is chosen, goes on beating, and no peer is connected to it', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const [degraded, other] = livingIds(given);
    given.workspace.loseBroker(degraded ?? '');
    const response = await given.call();
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ success: false, error: "Service '$node.list' is not available." });
    expect(observerOf(await given.list())).toBe(other);
    given.clock.advance(600);
    await given.call();
    expect(await given.entry(degraded ?? '')).toMatchObject({ currentStatus: { connected: false } });
    given.workspace.regainBroker(degraded ?? '');
    given.clock.advance(3);
    expect(await views(given)).toEqual({ [degraded ?? '']: [other], [other ?? '']: [degraded] });
  });
});

describe('microservices mode', () => {
  const microservices = () =>
    givenWorkspace({ mode: 'microservices', instances: [{}, {}, { service: 'ddp-streamer' }] });

  test('keeps no list of connections: nobody is connected, nobody local', async () => {
    const { list } = await microservices();
    for (const { address, currentStatus } of await list()) {
      expect({ address, currentStatus }).toEqual({ address: undefined, currentStatus: { connected: false } });
    }
  });

  test('lists services that say nothing about themselves, with living heartbeats', async () => {
    const given = await microservices();
    given.clock.advance(3600);
    const streamer = (await given.list()).find(({ instanceRecord }) => instanceRecord.name === 'ddp-streamer');
    expect(streamer?.instanceRecord.extraInformation).toEqual({ conns: expect.any(Number) });
    expect(Date.parse(given.clock.now()) - Date.parse(streamer?.instanceRecord._updatedAt ?? '')).toBeLessThan(10_000);
  });

  test('has no broker whose loss an answer would show', async () => {
    const given = await microservices();
    given.workspace.loseBroker(at(livingIds(given), 0));
    expect(await given.list()).toHaveLength(3);
  });

  test('sends calls to servers only', async () => {
    const given = await givenWorkspace({ mode: 'microservices', instances: [{ service: 'ddp-streamer' }] });
    expect((await given.call()).status).toBe(503);
  });
});
