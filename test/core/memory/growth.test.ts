import { memory } from '../../../core/rules/memory.ts';
import { isOf } from '../../../core/rules/rule.ts';
import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../../core/incidents/incident.ts';
import { evaluate } from '../../../core/evaluate.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import type { HealthState } from '../../../core/incidents/health-state.ts';
import { extended, type Series, maxPieces, mebibyte } from '../../../core/memory/series.ts';
import { forecastOf } from '../../../core/memory/growth.ts';
import { emptyProbeResult } from '../../../core/observation/probe-result.ts';
import { plusSeconds, secondsBetween } from '../../../core/base/time.ts';
import { killedAt, type MemoryUse, residentBytes } from '../../../simulator/memory-use.ts';
import { givenInstance } from '../../adapters/probe/given.ts';
import { times } from '../../length.ts';
import { Story } from '../story.ts';

const beginning = '2026-11-21T00:00:00.000Z';
const bornAt = Date.parse(beginning);
const hour = 3600;

interface SentChange extends Pick<Change, 'change' | 'incident' | 'reason'> {
  readonly atSeconds: number;
}

/** What is sent about a process that uses memory in that way, until it is killed or the time is up. */
function live(
  use: MemoryUse,
  { hours = 200, everySeconds = 300, seed = 1, percent = 0, within = 6 * hour } = {},
): SentChange[] {
  const sent: SentChange[] = [];
  const { limit = 1024 } = use;
  const memory = { ...defaultRules.memory, limitMiB: limit, residentPercent: percent, withinSeconds: within };
  const end = killedAt(use, bornAt);
  let previous: HealthState | null = null;
  for (let passed = 0; passed < hours * hour; passed += everySeconds) {
    const at = plusSeconds(beginning, passed);
    if (end !== null && Date.parse(at) >= end) break;
    const resident = residentBytes(use, bornAt, Date.parse(at), seed);
    const instance = { ...givenInstance(), heartbeatAt: at, live: { ...emptyProbeResult, residentBytes: resident } };
    const { state, changes } = evaluate({
      latencyMilliseconds: 5,
      previous,
      observation: {
        outcome: 'ok',
        instances: [instance],
        observer: null,
        serverDate: at,
        degraded: null,
        oddities: [],
      },
      rules: { ...defaultRules, memory, remindEverySeconds: 1e9 },
      silences: [],
      takenAt: at,
      observedAt: at,
    });
    previous = state;
    sent.push(...changes.map(({ change, incident, reason }) => ({ change, incident, reason, atSeconds: passed })));
  }
  return sent;
}

const leaking = { base: 600, leakPerHour: 6, limit: 1024 };

describe('a leak of 1 % an hour', () => {
  test.each([
    ['without teeth', { tooth: 0 }, 1],
    ['with small, quick teeth', { tooth: 40, toothMinutes: 24 }, 1],
    ['with large teeth', { tooth: 100, toothMinutes: 42 }, 1],
    ['with large, slow teeth', { tooth: 100, toothMinutes: 78 }, 2],
    ['in a process that varies much', { tooth: 60, toothMinutes: 35, noise: 30 }, 3],
  ])('%s is sent hours before the kill, with a forecast within 25 % of the truth', (_what, teeth, seed) => {
    const use = { ...leaking, ...teeth };
    const [opened, ...more] = live(use, { seed });
    expect(opened).toMatchObject({ change: 'opened', incident: { kind: 'memory', sign: 'growth' } });
    expect(more).toEqual([]);
    const left = (killedAt(use, bornAt) ?? 0) / 1000 - bornAt / 1000 - (opened?.atSeconds ?? 0);
    const forecast = opened !== undefined && isOf(memory, opened.incident) ? opened.incident.forecast : null;
    expect(left).toBeGreaterThan(4 * hour);
    expect(Math.abs((forecast?.reachedInSeconds ?? 0) - left) / left).toBeLessThan(0.25);
    expect(forecast?.earliestSeconds).toBeLessThanOrEqual(forecast?.reachedInSeconds ?? 0);
  });

  test('is sent by checks that come every quarter of an hour, too', () => {
    expect(live(leaking, { everySeconds: 900 })).toMatchObject([{ change: 'opened' }]);
  });
});

describe('nothing is sent for weeks of', () => {
  const days = times({ short: 10, long: 30 });

  test.each([
    ['a process that is busy by day', { base: 500, dailySwing: 300, tooth: 80, toothMinutes: 31, noise: 30 }],
    ['teeth of hours', { base: 500, tooth: 350, toothMinutes: 300, noise: 10 }],
    ['an idle process', { base: 300, tooth: 20, noise: 2 }],
  ])('%s', (_what, use) => {
    expect(live({ ...use, limit: 1024 }, { hours: days * 24, everySeconds: 900, percent: 90 })).toEqual([]);
  });
});

test('growth that ends is over when it has not been seen for half the time that the forecast looks ahead', () => {
  const story = new Story({
    rules: {
      memory: { ...defaultRules.memory, limitMiB: 850, residentPercent: 0, withinSeconds: hour, forSeconds: 0 },
    },
  });
  const sees = (mebibytes: number): string[] =>
    story.sees({ a: { live: { ...emptyProbeResult, residentBytes: mebibytes * 1024 ** 2 } } });
  const sent: string[] = [];
  for (let minute = 0; minute < 400; minute += 1) {
    sent.push(...sees(400 + Math.min(minute, 270) * 1.5).map((line) => `${minute} min: ${line}`));
  }
  expect(sent).toEqual([expect.stringContaining('opened memory a'), expect.stringContaining('relieved')]);
});

test('a series is kept small, however long a process lives', () => {
  let series: Series | null = null;
  for (let passed = 0; passed < 50 * hour; passed += 300) {
    series = extended(
      series,
      residentBytes({}, bornAt, bornAt + passed * 1000, 1),
      900,
      plusSeconds(beginning, passed),
    );
  }
  expect(series?.lowsMiB).toHaveLength(49);
  expect(series?.highsMiB).toHaveLength(49);
  expect(secondsBetween(series?.since ?? beginning, plusSeconds(beginning, 50 * hour))).toBeLessThanOrEqual(
    12.5 * hour,
  );
});

describe('the forecast from what was left after each garbage collection', () => {
  const pieceSeconds = 900;
  const now = plusSeconds(beginning, 48 * hour);
  /** Of the last twelve hours and the piece that is not over, in MiB, by the number of the piece. */
  const forecastFor = (level: (piece: number) => number) => {
    const levels = Array.from({ length: maxPieces + 1 }, (_, piece) => level(piece));
    const since = plusSeconds(now, -(maxPieces + 0.5) * pieceSeconds);
    const series = { since, pieceSeconds, lowsMiB: levels, highsMiB: levels, formerPeakMiB: null };
    return forecastOf({ ...series, begunAt: beginning }, 2000 * mebibyte, now);
  };
  const byQuarter = (levels: readonly number[]) =>
    forecastFor((piece) => levels[Math.min(3, Math.floor((4 * piece) / maxPieces))] ?? 0);

  test.each([
    ['a leak in that whose last quarter adds two fifths of what the first did', [500, 600, 650, 690], true],
    ['no leak in that whose last quarter adds less: it levels off', [500, 600, 650, 689], false],
    ['no leak in that of which a quarter adds nothing', [500, 600, 600, 700], false],
  ])('sees %s', (_what, levels, isLeak) => {
    expect(byQuarter(levels) !== null).toBe(isLeak);
  });

  test('gives a range by moments that are hours apart: what differs from one to the next does not widen it', () => {
    const forecast = forecastFor((piece) => 500 + 10 * piece + (Math.floor(piece / 4) % 2 === 0 ? -40 : 40));
    const hours = [forecast?.earliestSeconds, forecast?.reachedInSeconds, forecast?.latestSeconds].map(
      (seconds) => Math.round(10 * ((seconds ?? NaN) / hour)) / 10,
    );
    expect(hours).toEqual([14.7, 24.5, 40.8]);
  });
});
