import { afterEach, describe, expect, test } from '@jest/globals';
import { closeWorkspaces, at, givenWorkspace, idOf, livingIds, observerOf, viewsOf } from './support.ts';

afterEach(closeWorkspaces);

const notAvailable = { success: false, error: "Service '$node.list' is not available." };

describe('a process that has lost its broker', () => {
  test('answers 400 when it is chosen, goes on beating, and no peer is connected to it', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const [degraded = '', other = ''] = livingIds(given);
    given.workspace.loseBroker(degraded);
    const response = await given.call();
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual(notAvailable);
    expect(observerOf(await given.list())).toBe(other);
    given.clock.advance(600);
    await given.call();
    expect(await given.entry(degraded)).toMatchObject({ currentStatus: { connected: false } });
    given.workspace.regainBroker(degraded);
    given.clock.advance(30);
    expect(await viewsOf(given)).toEqual({ [degraded]: [other], [other]: [degraded] });
  });
});

describe('a process whose broker has not started yet', () => {
  test('says that it is not found, until it has', async () => {
    const given = await givenWorkspace({ instances: 0 });
    given.workspace.start({ startSeconds: 10, brokerSeconds: 5 });
    given.clock.advance(12);
    const response = await given.call();
    expect([response.status, await response.json()]).toEqual([
      400,
      { success: false, error: "Service '$node.list' is not found." },
    ]);
    given.clock.advance(3);
    expect(await given.list()).toHaveLength(1);
  });
});

describe.each(['6.0.0', '7.2.5'])('in version %s a process whose record expires while it stalls', (version) => {
  const stalled = async (instances: number) => {
    const given = await givenWorkspace({ version, instances });
    const [id = ''] = livingIds(given);
    given.workspace.hang(id);
    given.clock.advance(125);
    given.workspace.wake(id);
    return { given, id };
  };

  test('can say nothing of instances any more where it is alone, until it is restarted', async () => {
    const { given, id } = await stalled(1);
    for (const seconds of [0, 60, 86_400]) {
      given.clock.advance(seconds);
      const response = await given.call();
      expect([response.status, await response.json()]).toEqual([400, notAvailable]);
    }
    given.workspace.restart(id, { downSeconds: 0 });
    expect(at(await given.list(), -1)).toMatchObject({ currentStatus: { local: true } });
  });

  test('answers with what a peer says, which calls it disconnected for good, its heartbeat fresh', async () => {
    const { given, id } = await stalled(3);
    given.clock.advance(3600);
    const observers = [];
    for (let call = 0; call < 6; call += 1) {
      const entries = await given.list();
      observers.push(observerOf(entries));
      const own = entries.find((entry) => idOf(entry) === id);
      expect(own?.currentStatus).toEqual({ connected: false });
      expect(Date.parse(given.clock.now()) - Date.parse(own?.instanceRecord._updatedAt ?? '')).toBeLessThan(10_000);
      expect(entries.filter(({ currentStatus }) => currentStatus.connected)).toHaveLength(2);
    }
    expect(observers).not.toContain(id);
    expect(new Set(observers).size).toBe(2);
  });

  test('is well where it wakes before that', async () => {
    const given = await givenWorkspace({ version, instances: 1 });
    const [id = ''] = livingIds(given);
    given.workspace.hang(id);
    given.clock.advance(45);
    given.workspace.wake(id);
    given.clock.advance(60);
    expect(observerOf(await given.list())).toBe(id);
  });

  test('is as badly off where its record is deleted by hand, or the database was out of its reach', async () => {
    const deleted = await givenWorkspace({ version, instances: 1 });
    deleted.workspace.deleteRecord(at(livingIds(deleted), 0));
    expect((await deleted.call()).status).toBe(400);
    const cutOff = await givenWorkspace({ version, instances: 1 });
    const [id = ''] = livingIds(cutOff);
    cutOff.workspace.loseDatabase(id);
    cutOff.clock.advance(130);
    cutOff.workspace.regainDatabase(id);
    expect((await cutOff.call()).status).toBe(400);
  });

  test('is well over NATS, where brokers do not look at records', async () => {
    const given = await givenWorkspace({ version, mode: 'nats', instances: 1 });
    const [id = ''] = livingIds(given);
    given.workspace.hang(id);
    given.clock.advance(125);
    given.workspace.wake(id);
    expect(observerOf(await given.list())).toBe(id);
  });
});

test('from 7.3 on a process whose record expired while it stalled is well again', async () => {
  const given = await givenWorkspace({ version: '7.3.0', instances: 1 });
  const [id = ''] = livingIds(given);
  given.workspace.hang(id);
  given.clock.advance(125);
  given.workspace.wake(id);
  expect(observerOf(await given.list())).toBe(id);
});

describe('a build without the enterprise folder', () => {
  test.each(['tcp', 'nats'] as const)('knows no peers for ever, and nobody is local, %s', async (mode) => {
    const given = await givenWorkspace({ mode, enterprise: false });
    for (const days of [0, 1, 30]) {
      given.clock.advance(days * 86_400);
      const entries = await given.list();
      expect(entries).toHaveLength(3);
      for (const { address, currentStatus, instanceRecord } of entries) {
        expect({ address, currentStatus }).toEqual({ address: undefined, currentStatus: { connected: false } });
        expect(Date.parse(given.clock.now()) - Date.parse(instanceRecord._updatedAt)).toBeLessThanOrEqual(10_000);
      }
    }
  });
});
