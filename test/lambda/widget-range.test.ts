import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LoadedTimeline } from '../../adapters/dynamodb/rollups-timeline.ts';
import { checksOf, workspace } from '../../bench/month.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { allHealthyPercent, availabilityOf, availabilityText } from '../../core/timeline/availability.ts';
import { readTimeline } from '../../core/timeline/read-timeline.ts';
import { widgetPage } from '../../web/widget/page.ts';
import { readForWidget } from '../../web/widget/read-history.ts';
import { SourceInMemory } from '../adapters/dynamodb/source-in-memory.ts';
import { times } from '../length.ts';

const since: Timestamp = '2026-11-01T00:00:00.000Z';
/** Its last hour begins with a loss. */
const days = 30 + 11 / 24;
const instances = times({ short: 3, long: 10 });
const everyMinutes = times({ short: 10, long: 1 });
const end = plusSeconds(since, days * 86_400);

let snapshots: readonly Snapshot[];
/** What is rolled up for one look is there for the next. */
let source: SourceInMemory;
beforeAll(() => {
  snapshots = [...checksOf(days, since, instances, everyMinutes)];
  source = new SourceInMemory(snapshots);
}, 120_000);

/** A dashboard is looked at until all that it asks for is rolled up. */
async function lookUntilWhole(from: Timestamp): Promise<LoadedTimeline> {
  for (let look = 0; look < 20; look += 1) {
    const loaded = await readForWidget(source, workspace, { since: from, until: end, now: end });
    if (loaded !== null && !loaded.isCut) return loaded;
  }
  throw new Error('it is never rolled up');
}

const hour = 3600;
/** Some checks before a time say how it begins. */
const secondsBefore = 6000;

describe('the widget over an hour to a month', () => {
  test.each([
    ['1 h', hour],
    ['6 h', 6 * hour],
    ['1 d', 24 * hour],
    ['7 d', 168 * hour],
    ['30 d', 720 * hour],
  ])(
    'draws a row for each instance, with the percentages of all checks: %s',
    async (_name, seconds) => {
      const from = plusSeconds(end, -seconds);
      const { timeline, isCut } = await lookUntilWhole(from);
      const around = snapshots.filter(({ takenAt }) => takenAt >= plusSeconds(from, -secondsBefore));
      const read = await readTimeline(around, { workspace, from, to: end });
      expect(read.alerts.length).toBeGreaterThan(0);
      expect(timeline.lanes).toHaveLength(instances);
      expect([timeline.checks, timeline.failedChecks, timeline.judged]).toEqual([
        read.checks,
        read.failedChecks,
        read.judged,
      ]);
      const request = {
        workspace,
        since: from,
        until: end,
        zone: { label: 'UTC', offsetMinutes: 0 },
        theme: 'light' as const,
        width: 1000,
      };
      const page = widgetPage({ timeline, isCut }, request);
      const rows = [...page.matchAll(/<div class="rca-name">([^<]+)[^]*?<div class="rca-figure">([^<]+)</g)];
      expect(new Map(rows.map(([, name = '', figure = '']) => [name.trim(), figure]))).toEqual(
        new Map([
          ['Alerts', String(read.alerts.length + read.omittedAlerts)],
          ['Workspace', read.failedChecks === 0 ? 'answers' : `${read.failedChecks} failed`],
          ...read.lanes.map((lane) => [lane.name, availabilityText(availabilityOf(lane))] as const),
        ]),
      );
      expect(page.indexOf(availabilityText(allHealthyPercent(read.judged)))).toBeLessThan(page.indexOf('rca-rows"'));
    },
    240_000,
  );
});
