import { afterEach, describe, expect, test } from '@jest/globals';
import { oneIn, times } from '../length.ts';
import { givenCluster } from './looking.ts';
import { closeWorkspaces, idOf, observerOf, threeConnected, viewsOf } from './support.ts';

afterEach(closeWorkspaces);

const seeds = oneIn(2, [1, 2, 3, 4, 5, 6]);
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const shareOf = (flags: readonly boolean[]): number => flags.filter((flag) => flag).length / flags.length;

const givenThree = (seed: number) => {
  const given = givenCluster({ seed });
  const [a = '', b = '', c = ''] = given.ids;
  return { ...given, a, b, c };
};

describe('of three over TCP, two of which lose their link to each other for twenty minutes', () => {
  const views = seeds.map((seed) => {
    const { workspace, clock, sees, a, b, c } = givenThree(seed);
    workspace.partition(a, b);
    const seen = { ends: [] as boolean[], third: [] as boolean[], sound: [] as boolean[] };
    for (let second = 0; second < 1200; second += 1) {
      clock.advance(1);
      seen.ends.push(sees(a, b), sees(b, a));
      seen.third.push(sees(c, a), sees(c, b));
      seen.sound.push(sees(a, c), sees(b, c));
    }
    return seen;
  });

  test('the two call each other connected a third of the time', () => {
    const shares = views.map(({ ends }) => shareOf(ends));
    expect(mean(shares)).toBeGreaterThan(0.3);
    expect(mean(shares)).toBeLessThan(0.37);
    for (const share of shares) expect(Math.abs(share - 0.33)).toBeLessThan(0.08);
  });

  test('the third calls each of them disconnected a third of the time', () => {
    const shares = views.map(({ third }) => 1 - shareOf(third));
    expect(mean(shares)).toBeGreaterThan(0.31);
    expect(mean(shares)).toBeLessThan(0.4);
    for (const share of shares) expect(Math.abs(share - 0.35)).toBeLessThan(0.1);
  });

  test('nobody calls the third disconnected', () => {
    for (const { sound } of views) expect(shareOf(sound)).toBe(1);
  });
});

describe('a reset link', () => {
  test.each(seeds)('shows within two seconds at both its ends, and comes back as hearsay, seed %d', (seed) => {
    const { workspace, seesFor, secondsUntil, sees, a, b } = givenThree(seed);
    workspace.partition(a, b);
    expect(secondsUntil(() => !sees(a, b) || !sees(b, a))).toBeLessThanOrEqual(2);
    const flags = seesFor(120, a, b);
    expect(new Set(flags).size).toBe(2);
  });

  test.each(seeds)('is forgotten within half a minute after it is mended, seed %d', (seed) => {
    const { workspace, clock, sees, secondsUntil, a, b, c } = givenThree(seed);
    workspace.partition(a, b);
    clock.advance(300);
    workspace.heal();
    const pairs = [a, b, c].flatMap((one) => [a, b, c].map((other) => [one, other] as const));
    expect(secondsUntil(() => pairs.every(([one, other]) => sees(one, other)))).toBeLessThan(30);
    clock.advance(3600);
    expect(pairs.every(([one, other]) => sees(one, other))).toBe(true);
  });
});

describe('a link that drops every packet', () => {
  test('shows nothing for a quarter of an hour, and then comes and goes', () => {
    const { workspace, seesFor, a, b } = givenThree(1);
    workspace.partition(a, b, { silently: true });
    expect(new Set(seesFor(939, a, b))).toEqual(new Set([true]));
    expect(new Set(seesFor(600, a, b))).toEqual(new Set([true, false]));
  });

  test('never shows where it is mended before', () => {
    const { workspace, clock, seesFor, a, b } = givenThree(1);
    workspace.partition(a, b, { silently: true });
    clock.advance(600);
    workspace.heal();
    expect(new Set(seesFor(1200, a, b))).toEqual(new Set([true]));
  });
});

describe('a group that is cut off from all others', () => {
  test('is called disconnected by every one of them all the time, as nobody carries hearsay across', () => {
    const { workspace, clock, sees, a, b, c } = givenThree(3);
    workspace.partition(a, [b, c]);
    clock.advance(5);
    for (let minute = 0; minute < 60; minute += 1) {
      clock.advance(60);
      expect([sees(a, b), sees(a, c), sees(b, a), sees(c, a), sees(b, c), sees(c, b)]).toEqual([
        ...[false, false, false, false],
        ...[true, true],
      ]);
    }
  });

  test('leaves heartbeats alone, and shows as a lost peer does: no address, no last heartbeat, no local', async () => {
    const { given, a, b, c } = await threeConnected();
    given.workspace.partition(a, [b, c]);
    given.clock.advance(3600);
    expect(await given.ids()).toEqual([a, b, c]);
    const entries = await given.list();
    expect(observerOf(entries)).toBe(b);
    const { instanceRecord: _record, ...rest } = entries.find((entry) => idOf(entry) === a) ?? {};
    expect(rest).toEqual({ currentStatus: { connected: false }, broadcastAuth: true });
  });
});

describe('healing what was never broken', () => {
  test('leaves connections standing', async () => {
    const { given, a, b, c } = await threeConnected();
    given.workspace.heal();
    given.workspace.heal(a, b);
    given.workspace.regainBroker(a);
    expect(await viewsOf(given)).toEqual({ [a]: [b, c], [b]: [a, c], [c]: [a, b] });
  });
});

describe('a process that ends', () => {
  test.each(['kill', 'stop'] as const)('shows within two seconds after %s, to all who reach it', (how) => {
    const { workspace, clock, sees, a, b, c } = givenThree(1);
    workspace[how](a);
    clock.advance(2);
    expect([sees(b, a), sees(c, a)]).toEqual([false, false]);
    clock.advance(40);
    expect([sees(b, a), sees(c, a), sees(b, c)]).toEqual([false, false, true]);
  });
});

describe('a newcomer', () => {
  const waits = Array.from({ length: times({ short: 10, long: 40 }) }, (_, index) => {
    const { workspace, clock, sees, secondsUntil, ids } = givenCluster({ seed: index + 1 });
    clock.advance(index * 0.37);
    const id = workspace.start();
    return secondsUntil(() => ids.every((old) => sees(old, id) && sees(id, old)));
  });

  test('and the others call each other disconnected for a few seconds', () => {
    for (const seconds of waits) {
      expect(seconds).toBeGreaterThanOrEqual(1.5);
      expect(seconds).toBeLessThan(15);
    }
    expect(mean(waits)).toBeGreaterThan(2);
    expect(mean(waits)).toBeLessThan(6);
  });

  test.each(['7.3.0', '7.7.4'])(
    'of the same second is never found in version %s, until one is restarted',
    (version) => {
      const { workspace, clock, sees, secondsUntil } = givenCluster({ version, instances: 0 });
      const [a, b, c] = [workspace.start(), workspace.start(), workspace.start()];
      clock.advance(86_400);
      for (const [one, other] of [
        [a, b],
        [b, c],
        [c, a],
      ] as const)
        expect(sees(one, other)).toBe(false);
      const d = workspace.restart(c);
      clock.advance(20);
      const all = [a, b, d];
      expect(secondsUntil(() => all.every((one) => all.every((other) => sees(one, other))))).toBeLessThan(60);
    },
  );

  test.each(['7.2.0', '7.7.5', '8.0.0'])('of the same second is found in version %s', (version) => {
    const { workspace, sees, secondsUntil } = givenCluster({ version, instances: 0 });
    const [a, b, c] = [workspace.start(), workspace.start(), workspace.start()];
    const all = [a, b, c];
    expect(secondsUntil(() => all.every((one) => all.every((other) => sees(one, other))))).toBeLessThan(30);
  });
});

describe('a hung process', () => {
  test('stays connected for all who were connected to it, its heartbeat ageing', () => {
    const { workspace, clock, sees, listBy, ids } = givenCluster({ expireAfterSeconds: 3600 });
    const [a = '', b = '', c = ''] = ids;
    workspace.hang(a);
    clock.advance(1800);
    expect([sees(b, a), sees(c, a), sees(b, c)]).toEqual([true, true, true]);
    const heartbeat = listBy(b).find(({ id }) => id === a)?.updatedAt ?? '';
    expect(Date.parse(clock.now()) - Date.parse(heartbeat)).toBeGreaterThan(1_800_000);
  });

  test('is connected to nobody who started later, but by hearsay, and to all when it wakes', () => {
    const { workspace, clock, sees, secondsUntil, ids } = givenCluster({ instances: 1, expireAfterSeconds: 3600 });
    const [hung = ''] = ids;
    workspace.hang(hung);
    const newcomer = workspace.start();
    clock.advance(600);
    expect(sees(newcomer, hung)).toBe(false);
    workspace.wake(hung);
    expect(secondsUntil(() => sees(newcomer, hung) && sees(hung, newcomer))).toBeLessThan(10);
  });

  test('notices when it wakes who ended meanwhile', () => {
    const { workspace, clock, sees, ids } = givenCluster({ expireAfterSeconds: 3600 });
    const [a = '', b = ''] = ids;
    workspace.hang(a);
    workspace.kill(b);
    clock.advance(30);
    workspace.wake(a);
    expect(sees(a, b)).toBe(false);
  });
});
