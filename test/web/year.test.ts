import { describe, expect, test } from '@jest/globals';
import type { LaneState, Run, Timeline } from '../../core/timeline/model.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { reportPage } from '../../web/report/page.ts';
import { monthTimeline } from './given-month.ts';

const from: Timestamp = '2026-01-01T00:00:00.000Z';
const day = 86_400;
const at = (seconds: number): Timestamp => plusSeconds(from, seconds);

/** A day as a year shows it: some minutes were not seen, and at times an instance was missing. */
const dayRun = (index: number): Run<LaneState> => {
  const missing = index % 2 === 0 ? 600 : 0;
  const mixed = { healthy: day - 240 - missing, unseen: 240, ...(missing > 0 && { missing }) };
  return { state: missing > 0 ? 'missing' : 'unseen', from: at(index * day), to: at((index + 1) * day), mixed };
};

/** A year of 30 instances, of which each day is one run. */
function yearTimeline(): Timeline {
  const month = monthTimeline();
  const runs = Array.from({ length: 365 }, (_, index) => dayRun(index));
  return { ...month, from, to: at(365 * day), lanes: month.lanes.map((lane) => ({ ...lane, runs, resident: [] })) };
}

describe('the report of a year of 30 instances', () => {
  test('has as many elements as a browser draws at once, and is some megabytes at most', async () => {
    const year = yearTimeline();
    const page = await reportPage(year, year.to);
    expect(page.match(/<[a-z]/g)?.length).toBeLessThan(25_000);
    expect(page.length).toBeLessThan(3_000_000);
  });

  test('draws what was wrong as one shape of each lane, and nothing of what has no pixel', async () => {
    const year = yearTimeline();
    const page = await reportPage(year, year.to);
    expect(page.match(/<path class="rca-missing rca-thin"/g)).toHaveLength(30);
    expect(page).not.toContain('class="rca-unseen rca-thin"');
    // 3 of 22 pixels, from above: less would not be seen.
    expect(/<path class="rca-missing rca-thin" d="([^"]{0,30})/.exec(page)?.[1]).toMatch(/^M0 0H11V3H0z/);
  });
});
