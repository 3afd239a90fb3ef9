import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LoadedTimeline } from '../../adapters/dynamodb/rollups-timeline.ts';
import { checksOf, instancesInAll, workspace } from '../../bench/month.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { allHealthyPercent, availabilityOf, availabilityText } from '../../core/timeline/availability.ts';
import { readTimeline } from '../../core/timeline/read-timeline.ts';
import { widgetPage } from '../../web/widget/page.ts';
import { readForWidget } from '../../web/widget/read-history.ts';
import { SourceInMemory } from '../adapters/dynamodb/source-in-memory.ts';
import { times } from '../length.ts';

const since: Timestamp = '2026-11-01T00:00:00.000Z';
const days = times({ short: 7, long: 30 });
const end = plusSeconds(since, days * 86_400);

let snapshots: readonly Snapshot[];
beforeAll(() => {
  snapshots = [...checksOf(days, since)];
}, 120_000);

/** A dashboard is looked at until all that it asks for is rolled up. */
async function lookUntilWhole(source: SourceInMemory, from: Timestamp): Promise<LoadedTimeline> {
  for (let look = 0; look < 20; look += 1) {
    const loaded = await readForWidget(source, workspace, { since: from, until: end, now: end });
    if (loaded !== null && !loaded.isCut) return loaded;
  }
  throw new Error('it is never rolled up');
}

describe('the widget over days of ten instances', () => {
  test.each([7, days])(
    'draws a row for each instance, with the percentages of all checks: %i days',
    async (shown) => {
      const from = plusSeconds(end, -shown * 86_400);
      const { timeline, isCut } = await lookUntilWhole(new SourceInMemory(snapshots), from);
      const read = await readTimeline(snapshots, { workspace, from, to: end });
      expect(timeline.lanes).toHaveLength(instancesInAll);
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
          ['Workspace', `${read.failedChecks} failed`],
          ...read.lanes.map((lane) => [lane.name, availabilityText(availabilityOf(lane))] as const),
        ]),
      );
      expect(page.indexOf(availabilityText(allHealthyPercent(read.judged)))).toBeLessThan(page.indexOf('rca-rows"'));
    },
    240_000,
  );
});
