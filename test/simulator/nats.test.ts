import { afterEach, describe, expect, test } from '@jest/globals';
import { givenCluster } from './looking.ts';
import { closeWorkspaces, at, givenWorkspace } from './support.ts';

afterEach(closeWorkspaces);

const seeds = [1, 2, 3, 4, 5];

const givenNats = (seed = 1) => {
  const given = givenCluster({ seed, mode: 'nats', expireAfterSeconds: 3600 });
  const [a = '', b = '', c = ''] = given.ids;
  return { ...given, a, b, c };
};

describe('over NATS', () => {
  test('all are localhost:3000 without a TCP port, each at an address that is shown while it is connected', async () => {
    const given = await givenWorkspace({ mode: 'nats', loadBalancer: 'sticky' });
    const [, killed] = given.workspace.instances.map(({ id }) => id);
    given.workspace.stop(killed ?? '');
    const entries = await given.list();
    for (const { instanceRecord } of entries) {
      expect(instanceRecord.extraInformation).toMatchObject({ host: 'localhost', port: '3000' });
      expect(instanceRecord.extraInformation).not.toHaveProperty('tcpPort');
    }
    expect(entries.map(({ address }) => address)).toEqual(['10.0.0.2', undefined, '10.0.0.4']);
  });

  test('INSTANCE_IP may be set all the same', async () => {
    const given = await givenWorkspace({ mode: 'nats', places: 'fixed' });
    expect(at(await given.list(), 0)).toMatchObject({
      address: '10.0.0.2',
      instanceRecord: { extraInformation: { host: '10.0.0.2' } },
    });
  });

  test('a clean stop shows at once', () => {
    const { workspace, sees, a, b, c } = givenNats();
    workspace.stop(a);
    expect([sees(b, a), sees(c, a)]).toEqual([false, false]);
  });

  test.each(seeds)('a killed or hung process is called connected for one to two minutes, seed %d', (seed) => {
    const killed = givenNats(seed);
    killed.workspace.kill(killed.a);
    const hung = givenNats(seed + 100);
    hung.workspace.hang(hung.a);
    for (const { sees, secondsUntil, a, b } of [killed, hung]) {
      const seconds = secondsUntil(() => !sees(b, a));
      expect(seconds).toBeGreaterThan(50);
      expect(seconds).toBeLessThanOrEqual(120);
    }
  });

  test('each gives up a hung process when it next looks, and knows it again when it wakes', () => {
    const { workspace, secondsUntil, sees, clock, a, b, c } = givenNats(2);
    workspace.hang(a);
    const first = secondsUntil(() => !sees(b, a) || !sees(c, a));
    const last = secondsUntil(() => !sees(b, a) && !sees(c, a));
    expect(first).toBeLessThan(120);
    expect(last).toBeGreaterThan(0.5);
    workspace.wake(a);
    clock.advance(1);
    expect([sees(b, a), sees(c, a)]).toEqual([true, true]);
  });

  test('a hang of half a minute never shows', () => {
    const { workspace, seesFor, a, b } = givenNats();
    workspace.hang(a);
    expect(new Set(seesFor(30, b, a))).toEqual(new Set([true]));
    workspace.wake(a);
    expect(new Set(seesFor(300, b, a))).toEqual(new Set([true]));
  });

  test.each(seeds)('without the NATS server all give up all within two minutes, and beat on, seed %d', (seed) => {
    const { workspace, clock, sees, secondsUntil, listBy, a, b, c } = givenNats(seed);
    const pairs = [
      [a, b],
      [b, a],
      [a, c],
      [c, a],
      [b, c],
      [c, b],
    ] as const;
    workspace.loseNats();
    clock.advance(50);
    expect(pairs.every(([one, other]) => sees(one, other))).toBe(true);
    clock.advance(71);
    expect(pairs.some(([one, other]) => sees(one, other))).toBe(false);
    for (const { updatedAt } of listBy(a))
      expect(Date.parse(clock.now()) - Date.parse(updatedAt)).toBeLessThanOrEqual(10_000);
    workspace.regainNats();
    expect(secondsUntil(() => pairs.every(([one, other]) => sees(one, other)))).toBeLessThan(5);
  });

  test('one that loses the NATS server is given up by all, and gives up all', () => {
    const { workspace, clock, sees, a, b, c } = givenNats();
    workspace.loseNats(a);
    clock.advance(121);
    expect([sees(a, b), sees(a, c), sees(b, a), sees(c, a), sees(b, c)]).toEqual([false, false, false, false, true]);
    workspace.regainNats(a);
    clock.advance(10);
    expect([sees(a, b), sees(b, a)]).toEqual([true, true]);
  });

  test('a stop that the NATS server does not hear of shows as late as a kill', () => {
    const { workspace, clock, sees, a, b } = givenNats();
    workspace.loseNats();
    clock.advance(1);
    workspace.stop(a);
    expect(sees(b, a)).toBe(true);
  });

  test('a newcomer is known within a second', () => {
    const { workspace, sees, secondsUntil, a } = givenNats();
    const id = workspace.start();
    expect(secondsUntil(() => sees(a, id) && sees(id, a))).toBeLessThanOrEqual(1);
  });

  test('links between processes do not matter', () => {
    const { workspace, seesFor, a, b } = givenNats();
    workspace.partition(a, b);
    expect(new Set(seesFor(300, a, b))).toEqual(new Set([true]));
  });
});

test('without NATS there is none to lose', () => {
  const { workspace } = givenCluster();
  expect(() => {
    workspace.loseNats();
  }).toThrow('There is no NATS server whose loss would show: this takes a workspace in the mode "nats".');
});
