import { describe, expect, test } from '@jest/globals';
import { answersOf, beats, hash, type Process, processes } from './cluster.ts';
import { isLoss, lastStatusOf, openedIn, outlineOf, play } from './playing.ts';
import { oneIn, times } from '../length.ts';
import type { CourseSettings } from './settings.ts';

/* How long after the event itself a loss is sent, and that one made good in time is not. */

const steady = (): number => 3;
/** From 0 to 59 s, drawn anew for each course; the first check is on time, so that the others are due on the minute. */
const drawn = (turn: number, course: number): number => (turn === 0 ? 0 : hash(`late ${course} ${turn}`) % 60);

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

interface Crashes {
  readonly settings?: CourseSettings;
  readonly late?: (turn: number, course: number) => number;
  /** How often a check is due. @default 60 */
  readonly everySeconds?: number;
  /** How often there are answers. @default as often */
  readonly answersEverySeconds?: number;
  /** Whether the workspace has lived through three quick replacements. @default false */
  readonly isLearned?: boolean;
}

/** How long after a crash of one of three it was sent, for crashes at many moments between two checks. */
function delays({ settings = {}, late = steady, everySeconds = 60, isLearned = false, ...more }: Crashes): number[] {
  const { answersEverySeconds = everySeconds } = more;
  const from = isLearned ? 1_500 : 480;
  const count = times({ short: 11, long: 31 });
  const crashes = Array.from({ length: count }, (_, index) => from + Math.floor((index * everySeconds) / count) + 1);
  return crashes.map((crashedAt, course) => {
    const all = [...(isLearned ? learned : processes(1)), ...processes(3, { b: { until: crashedAt } }).slice(1)];
    const times = beats(crashedAt + 600, answersEverySeconds, (turn) => late(turn, course));
    const played = play(answersOf({ processes: all }, times), { settings, everySeconds, keepsSnapshots: false });
    const [first] = openedIn(played).filter(({ kind }) => isLoss(kind));
    expect(first?.subjects).toEqual(['b']);
    return (first?.at ?? NaN) - crashedAt;
  });
}

/** One place with three quick replacements. */
const learned: readonly Process[] = [0, 1, 2, 3].map((turn) => ({
  id: `a${turn}`,
  host: '10.0.0.1',
  ...(turn > 0 && { from: 350 * turn + 10 }),
  ...(turn < 3 && { until: 350 * (turn + 1) }),
}));

describe('a crash without replacement is sent, from the event itself', () => {
  test('within 130 s in the median, checked every minute, for: 1m', () => {
    expect(median(delays({ settings: { lossFor: '1m' } }))).toBeLessThanOrEqual(130);
  });

  // Half of the checks come less than a minute after the one before them: then it takes a third to have lasted that long.
  test('within 160 s in the median, where each check is late by its own', () => {
    expect(median(delays({ settings: { lossFor: '1m' }, late: drawn }))).toBeLessThanOrEqual(160);
  });

  test('within 130 s in the median, where for: auto has learned that restarts are quick', () => {
    expect(median(delays({ isLearned: true }))).toBeLessThanOrEqual(130);
  });

  test('within 4.5 min in a workspace that is new', () => {
    expect(median(delays({}))).toBeLessThanOrEqual(270);
  });

  test('within 4.5 min in the median, checked every five minutes, for: 1m: it is looked at again in between', () => {
    const settings = { lossFor: '1m', every: '5m' } as const;
    expect(median(delays({ settings, everySeconds: 300, answersEverySeconds: 10 }))).toBeLessThanOrEqual(270);
  });
});

describe('for: auto says nothing of a loss that is made good within three minutes of being seen', () => {
  const lasts = [50, 80, 110, 140, 170, 195];
  const begins = Array.from({ length: 6 }, (_, index) => 1_200 + index * 10);
  const all = begins.flatMap((from) => lasts.map((seconds) => [from, from + seconds] as const));
  const cases = oneIn(7, all);

  test.each([
    ['hung', (from: number, until: number): Process[] => processes(3, { b: { hangs: [[from, until]] } })],
    [
      'restarted in place',
      (from: number, until: number): Process[] => [
        ...processes(3, { b: { until: from } }),
        { id: 'b2', host: '10.0.0.2', from: until },
      ],
    ],
  ])('a process that %s', (_what, given) => {
    for (const [from, until] of cases) {
      const played = play(answersOf({ processes: given(from, until) }, beats(2_400)));
      const seen = played.snapshots.findIndex(({ health }) =>
        health.instances.some(({ id, status }) => id === 'b' && status !== 'healthy'),
      );
      const good = played.snapshots.findIndex((_snapshot, index) => index * 60 + 3 >= until);
      if (seen === -1 || (good - seen) * 60 < 180) expect([from, until, outlineOf(played)]).toEqual([from, until, []]);
    }
  });

  test('but sends one that lasts', () => {
    const played = play(answersOf({ processes: processes(3, { b: { until: 1_800 } }) }, beats(3_600)));
    expect(outlineOf(played)).toEqual(['opened loss b']);
    expect(lastStatusOf(played, 'b')).toBe('missing');
    expect(played.messages[0]?.text).toMatch(/3 min|\b3m\b|auto/);
  });
});
