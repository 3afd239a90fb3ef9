import { afterEach, describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../simulator/clock.ts';
import { SeededRandom } from '../../simulator/random.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { closeWorkspaces, at, givenWorkspace, livingIds } from './support.ts';
import { times } from '../length.ts';
import type { Timestamp } from '../../core/base/time.ts';

afterEach(closeWorkspaces);

describe('the virtual clock', () => {
  test('stands still until it is moved', () => {
    const clock = new VirtualClock('2026-11-21T19:00:00.000Z');
    expect(clock.now()).toBe('2026-11-21T19:00:00.000Z');
    expect(clock.advance(61.5)).toBe('2026-11-21T19:01:01.500Z');
    expect(clock.now()).toBe('2026-11-21T19:01:01.500Z');
  });

  test('passes when somebody waits on it, at once', async () => {
    const clock = new VirtualClock('2026-11-21T19:00:00.000Z');
    await clock.sleep(3_600_000);
    expect(clock.now()).toBe('2026-11-21T20:00:00.000Z');
  });

  test.each([-1, NaN])('does not move by %d', (seconds) => {
    expect(() => new VirtualClock().advance(seconds)).toThrow(RangeError);
  });
});

describe('the random numbers', () => {
  test('stay between the two they are to lie between, and reach both', () => {
    const random = new SeededRandom(7);
    const drawn = new Set(Array.from({ length: 200 }, () => random.between(3, 5)));
    expect([...drawn].toSorted()).toEqual([3, 4, 5]);
  });

  test('make ids that differ', () => {
    const random = new SeededRandom(7);
    expect(new Set(Array.from({ length: 10_000 }, () => random.uuid())).size).toBe(10_000);
  });
});

/** A day with everything in it, as the bodies that were answered. */
const story = async (seed: number): Promise<readonly string[]> => {
  const given = await givenWorkspace({ seed, loadBalancer: 'random', places: 'per-process' });
  const bodies: string[] = [];
  const wait = async (seconds: number) => {
    given.clock.advance(seconds);
    bodies.push(await (await given.call()).text());
  };
  await wait(0);
  given.workspace.rollOut({ style: 'surge' });
  for (let minute = 0; minute < 5; minute += 1) await wait(60);
  given.workspace.hang(at(livingIds(given), 1));
  given.workspace.restart(at(livingIds(given), 0));
  await wait(90);
  given.workspace.scale(5);
  await wait(60);
  return bodies;
};

describe('the simulation', () => {
  test('plays the same story under the same seed, and another one under another', async () => {
    const [once, again, other] = [await story(11), await story(11), await story(12)];
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
  });

  test('lives through days of ten instances, looked at every minute, in a matter of seconds', () => {
    const clock = new VirtualClock();
    const workspace = new SimulatedWorkspace({ clock, instances: 10 });
    const began = process.cpuUsage();
    const minutes = times({ short: 1, long: 7 }) * 24 * 60;
    for (let minute = 0; minute < minutes; minute += 1) {
      clock.advance(60);
      if (minute % 1440 === 720) workspace.rollOut({ style: 'surge' });
      const look = workspace.look();
      if (look.kind !== 'list' || look.instances.length < 10) throw new Error(`Minute ${minute}: ${look.kind}.`);
    }
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(10);
  });

  test('holds thousands of instances', async () => {
    const instances = times({ short: 1000, long: 5000 });
    const given = await givenWorkspace({ instances });
    given.clock.advance(3600);
    expect(await given.list()).toHaveLength(instances);
  });

  test('goes by any clock it is given, also one that jumps back', () => {
    let now: Timestamp = '2026-11-21T19:00:00.000Z';
    const workspace = new SimulatedWorkspace({ clock: { now: () => now }, instances: 1 });
    now = '2026-11-21T19:00:20.000Z';
    workspace.start();
    now = '2026-11-21T19:00:05.000Z';
    expect(workspace.look()).toMatchObject({
      kind: 'list',
      instances: [{}, { updatedAt: '2026-11-21T19:00:20.000Z' }],
    });
  });
});
