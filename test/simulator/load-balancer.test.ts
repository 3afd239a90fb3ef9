import { afterEach, describe, expect, test } from '@jest/globals';
import { closeWorkspaces, at, givenWorkspace, type GivenWorkspace, livingIds, observerOf } from './support.ts';

afterEach(closeWorkspaces);

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

  test("gives last heartbeats in whole seconds of the answering process's uptime, which give no age", async () => {
    const given = await givenWorkspace({
      instances: [{ upSeconds: 1000 }, { upSeconds: 500 }],
      loadBalancer: 'sticky',
    });
    const seen: Array<number | undefined> = [];
    for (let minute = 0; minute < 30; minute += 1) {
      const [own, peer] = (await given.list()).map(({ currentStatus }) => currentStatus.lastHeartbeatTime);
      expect(own).toBe(16);
      const uptime = 1016 + 60 * minute;
      expect(peer).toBeLessThanOrEqual(uptime);
      expect(peer).toBeGreaterThan(uptime - 60);
      seen.push(uptime - (peer ?? 0));
      given.clock.advance(60);
    }
    // It moves with the share of the CPU that the peer uses, not with its heartbeats.
    expect(Math.max(...seen.map(Number))).toBeGreaterThan(10);
  });

  test.each([
    ['6.5.0', 'chat-1.internal'],
    ['7.2.9', 'chat-1.internal'],
    ['7.3.0', '10.0.0.2'],
    ['8.0.0', '10.0.0.2'],
  ])('of version %s names the address %s', async (version, address) => {
    const given = await givenWorkspace({ version, instances: [{ host: 'chat-1.internal' }] });
    expect(at(await given.list(), 0).address).toBe(address);
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

describe('a hung process', () => {
  test('is not chosen once health checks have found out', async () => {
    const given = await givenWorkspace({ instances: 2, healthCheckSeconds: 30 });
    const [hung, other] = livingIds(given);
    given.workspace.hang(hung ?? '');
    expect(given.workspace.look()).toEqual({ kind: 'hung' });
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
    const given = await givenWorkspace({ instances: 2 });
    const [a = '', b = ''] = livingIds(given);
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
