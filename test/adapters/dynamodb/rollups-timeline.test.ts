import { describe, expect, test } from '@jest/globals';
import { rollUpNewHour } from '../../../adapters/dynamodb/rollups-make.ts';
import { loadTimeline } from '../../../adapters/dynamodb/rollups-timeline.ts';
import { checksOf, instancesInAll, workspace } from '../../../bench/month.ts';
import { millisecondsOf, plusSeconds, secondsBetween, type Timestamp } from '../../../core/base/time.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import type { LaneProcess, Timeline } from '../../../core/timeline/model.ts';
import { readTimeline } from '../../../core/timeline/read-timeline.ts';
import { dayOf, isNewHour } from '../../../core/timeline/rollup.ts';
import { SourceInMemory } from './source-in-memory.ts';

const since: Timestamp = '2026-11-01T00:00:00.000Z';
const hours = (count: number): Timestamp => plusSeconds(since, 3600 * count);

/** Two and a half days with deploys, outages and a gap, of which the check function rolled up each hour as it came. */
const all: readonly Snapshot[] = [...checksOf(2.5, since)].filter(({ takenAt }) => {
  const minute = secondsBetween(since, takenAt) / 60;
  return minute < 1_000 || minute >= 1_190;
});
const end = hours(60);

let made: Promise<SourceInMemory> | undefined;
const rolledUp = (): Promise<SourceInMemory> => (made ??= rollingUp(all));

async function rollingUp(snapshots: readonly Snapshot[]): Promise<SourceInMemory> {
  const source = new SourceInMemory(snapshots);
  for (const [index, snapshot] of snapshots.entries()) {
    // What comes after a check is not known yet.
    source.known = index + 1;
    const previousAt = snapshots[index - 1]?.takenAt;
    if (previousAt === undefined || !isNewHour(previousAt, snapshot.takenAt)) continue;
    await rollUpNewHour(source, { keepSeconds: 86_400, previousAt, snapshot });
  }
  return source;
}

/** What does not depend on how long the parts are that charts are made of. */
const figuresOf = ({ lanes, buckets: _buckets, resolutionSeconds: _resolution, ...timeline }: Timeline) => ({
  ...timeline,
  lanes: lanes
    .map(({ resident: _resident, processes, ...lane }) => ({ ...lane, processes: processes.map(known) }))
    .sort(byProcess),
});
/** In the middle of a day, a rollup knows already when a process was last listed. */
const known = ({ lastSeenAt: _lastSeenAt, ...process }: LaneProcess) => process;
interface WithProcesses {
  readonly processes: ReadonlyArray<Pick<LaneProcess, 'id'>>;
}
const byProcess = (a: WithProcesses, b: WithProcesses): number =>
  (a.processes[0]?.id ?? '').localeCompare(b.processes[0]?.id ?? '');

const asked = (from: Timestamp, to: Timestamp) => ({ workspace, from, to, now: end });

describe('rollups', () => {
  test('are drawn with one call for the last check', async () => {
    const source = await rolledUp();
    const before = source.askedLatest;
    for (const to of [end, hours(20)]) await loadTimeline(source, asked(since, to));
    expect(source.askedLatest - before).toBe(2);
  });

  test('say to the millisecond what all checks say, whole days or any part of them', async () => {
    const source = await rolledUp();
    expect((await loadTimeline(source, asked(since, end)))?.timeline.lanes).toHaveLength(instancesInAll);
    for (const [from, to] of [
      [since, end],
      [hours(1.37), hours(50.011)],
      [hours(15), hours(47)],
    ] as const) {
      const loaded = await loadTimeline(source, asked(from, to));
      const read = await readTimeline(all, { workspace, from, to });
      if (loaded === null) throw new Error('there are checks');
      const { uptime: _uptime, days: _days, ...rolled } = figuresOf(loaded.timeline);
      const { uptime: _none, days: _no, ...whole } = figuresOf(read);
      expect(rolled).toEqual(whole);
    }
  });

  test('are written once an hour, and a long time is read from them', async () => {
    const source = await rolledUp();
    const hoursWithChecks = new Set(all.map(({ takenAt }) => takenAt.slice(0, 13))).size;
    expect(source.written).toBeLessThanOrEqual(hoursWithChecks - 1);
    source.read = 0;
    await loadTimeline(source, asked(since, end));
    expect(source.read).toBeLessThanOrEqual(60);
  });

  test('that were never made, or are lost, are made at the first reading and kept', async () => {
    const fresh = new SourceInMemory(all);
    const rolled = await rolledUp();
    const first = await loadTimeline(fresh, { ...asked(since, end), mayWrite: true });
    expect(first).toEqual(await loadTimeline(rolled, asked(since, end)));
    rolled.forget(dayOf(millisecondsOf(hours(25))));
    expect(await loadTimeline(rolled, asked(since, end))).toEqual(first);
    fresh.read = 0;
    expect(await loadTimeline(fresh, asked(since, end))).toEqual(first);
    expect(fresh.read).toBeLessThanOrEqual(60);
  });

  test('draw the last days first where there is too much to be read at once, and say so', async () => {
    const fresh = new SourceInMemory(all);
    const request = { ...asked(since, end), mayWrite: true, maxRolledUp: 30_000 };
    const first = await loadTimeline(fresh, request);
    expect(first).toMatchObject({ isCut: true, timeline: { from: hours(24), to: end } });
    expect(await loadTimeline(fresh, request)).toMatchObject({ isCut: false, timeline: { from: since } });
  });

  test('take little room', async () => {
    const source = await rolledUp();
    for (const item of source.items) {
      expect(item).toHaveProperty('rollup.length', expect.any(Number));
      expect((item as { rollup: Uint8Array }).rollup.length).toBeLessThan(8_000);
    }
  });
});

test('uptime and days reach back beyond what is drawn', async () => {
  const loaded = await loadTimeline(await rolledUp(), asked(hours(58), end));
  expect(loaded?.timeline.days.map(({ from, checks }) => [from.slice(0, 10), checks])).toEqual([
    ['2026-11-01', 1_250],
    ['2026-11-02', 1_440],
    ['2026-11-03', 720],
  ]);
  const { uptime, checks } = loaded?.timeline ?? { uptime: null, checks: 0 };
  expect([checks, uptime?.['24h']?.checks, uptime?.['7d']?.checks]).toEqual([120, 1_440, 3_410]);
  expect(uptime?.['7d']).toMatchObject({ from: since, judged: { uncheckedSeconds: 190 * 60 } });
});
