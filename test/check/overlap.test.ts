import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { overlapOf } from '../../check/overlap.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { Rig } from './rig.ts';

const at = (time: string): Timestamp => `2026-11-21T${time}.000Z`;

describe('a scheduled check may meet another', () => {
  test.each([
    ['not where the one before it is recorded and the next one is far', '19:19:00', '19:20:02', false],
    ['where it may still be writing when the next one begins', '19:19:00', '19:20:51', true],
    ['where it is later than the next one', '19:19:00', '19:21:30', true],
    ['where the one before it is missing', '19:18:00', '19:20:02', true],
    ['at the first of all', null, '19:20:02', true],
  ])('%s', (_when, previous, now, may) => {
    const overlap = overlapOf({ scheduledAt: at('19:20:00'), everySeconds: 60, mayRecheck: false });
    expect(overlap(previous === null ? null : at(previous), at(now))).toBe(may);
  });

  test.each([
    ['where runs look again in between', { scheduledAt: at('19:20:00'), everySeconds: 300, mayRecheck: true }],
    ['where nobody scheduled it', { scheduledAt: null, everySeconds: 300, mayRecheck: false }],
  ])('%s', (_when, scheduled) => {
    expect(overlapOf(scheduled)(at('19:19:00'), at('19:20:02'))).toBe(true);
  });
});

describe('a schedule whose runs start late', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.inMemory();
  });
  afterEach(async () => {
    await rig.close();
  });

  const slots = 6;
  /** A check for each slot, begun as many seconds after it; and for how long the clock stood still for none of them. */
  const playLate = async (secondsLate: (slot: number) => number): Promise<{ recorded: number[]; waited: number }> => {
    const start = rig.clock.now();
    let waited = 0;
    for (let slot = 0; slot < slots; slot += 1) {
      const dueAt = plusSeconds(start, 60 * slot);
      rig.clock.advance(Math.max(0, secondsBetween(rig.clock.now(), plusSeconds(dueAt, secondsLate(slot)))));
      rig.mayOverlap = overlapOf({ scheduledAt: dueAt, everySeconds: 60, mayRecheck: false });
      const begunAt = rig.clock.now();
      await rig.tryCheck(dueAt, `run of ${dueAt}`);
      waited += secondsBetween(begunAt, rig.clock.now());
    }
    const recorded = (await rig.snapshots()).map(({ takenAt }) => secondsBetween(start, takenAt) / 60);
    return { recorded, waited };
  };

  test.each([0, 10, 49, 50, 51, 52, 58, 59])(
    'by %d s each time records each slot once and never waits',
    async (late) => {
      expect(await playLate(() => late)).toEqual({ recorded: [0, 1, 2, 3, 4, 5], waited: 0 });
    },
  );

  test('by more and less in turn records each slot once', async () => {
    const { recorded } = await playLate((slot) => [59, 0, 55, 49, 52, 3][slot] ?? 0);
    expect(recorded).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('so that two overlap has one go on from the other', async () => {
    const [first, second] = [rig.clock.now(), plusSeconds(rig.clock.now(), 60)];
    await rig.check(plusSeconds(first, -60));
    rig.clock.advance(60);
    rig.mayOverlap = () => true;
    const reports = await Promise.all([rig.tryCheck(first, 'late'), rig.tryCheck(second, 'in time')]);
    const [, ...kept] = await rig.snapshots();
    expect(kept.map(({ takenAt }) => takenAt)).toContain(second);
    expect(reports.filter((report) => typeof report !== 'string')).toHaveLength(kept.length);
  });
});

describe('a run of which little is left', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.inMemory();
  });
  afterEach(async () => {
    await rig.close();
  });

  test('records that the workspace did not answer rather than end before', async () => {
    rig.cluster.hang(rig.ids[0]);
    rig.cluster.hang(rig.ids[1]);
    rig.cluster.hang(rig.ids[2]);
    rig.millisecondsLeft = () => 23_000;
    const report = await rig.check();
    expect(report?.snapshot.failure).toMatchObject({
      outcome: 'timeout',
      detail: expect.stringMatching(/: no complete answer within 3 s$/),
    });
  });

  test('calls nobody where it could not record what it saw', async () => {
    rig.millisecondsLeft = () => 22_000;
    await expect(rig.check()).rejects.toThrow(
      "the check is given up: too little of the function's time is left to call the workspace",
    );
    expect(rig.server.requests).toHaveLength(0);
  });

  test('leaves alerts to the next one, which sends them', async () => {
    await rig.checks(2);
    rig.cluster.kill(rig.ids[0]);
    rig.clock.advance(120);
    await rig.checks(1);
    let left = 60_000;
    rig.millisecondsLeft = () => left;
    rig.onRecorded = () => Promise.resolve(void (left = 19_000));
    const waiting: number[] = [];
    for (let made = 0; made < 3; made += 1) {
      left = 60_000;
      waiting.push((await rig.check())?.waiting.length ?? -1);
      rig.clock.advance(60);
    }
    expect(waiting.at(-1)).toBe(1);
    expect(rig.sent).toEqual([]);
    rig.millisecondsLeft = () => 60_000;
    await rig.check();
    expect(rig.sent).toEqual(['opened disappeared']);
  });
});
