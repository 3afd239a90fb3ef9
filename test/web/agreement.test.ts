import { describe, expect, test } from '@jest/globals';
import { loadTimeline } from '../../adapters/dynamodb/rollups-timeline.ts';
import { checksOf } from '../../bench/month.ts';
import { demoChecks } from '../demo-checks.ts';
import { checkLine } from '../../cli/output/json-lines.ts';
import { resolutionText } from '../../core/alerts/headlines.ts';
import { unknownOrigin } from '../../core/alerts/origin.ts';
import { contextOf } from '../../core/alerts/text-context.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { endOf } from '../../core/incidents/incident.ts';
import { durationText } from '../../core/text/duration-text.ts';
import { allHealthyPercent, answeredPercent, availabilityText } from '../../core/timeline/availability.ts';
import type { Timeline } from '../../core/timeline/model.ts';
import { readTimeline } from '../../core/timeline/read-timeline.ts';
import { readWeeks } from '../../check/summary-weeks.ts';
import { summaryLines } from '../../cli/history/summary.ts';
import { makeSummary } from '../../core/summary/make-summary.ts';
import { summaryEmail } from '../../core/summary/renderings/plain.ts';
import type { TimelineData } from '../../web/client/data.ts';
import { timelineData } from '../../web/client/timeline-data.ts';
import { reportPage } from '../../web/report/page.ts';
import { widgetPage } from '../../web/widget/page.ts';
import { SourceInMemory } from '../adapters/dynamodb/source-in-memory.ts';
import { recordedLines } from '../fixtures/recordings.ts';
import { recordedCallOf } from '../../adapters/rocketchat/recording/recorded-call.ts';
import { play } from '../courses/playing.ts';
import { oneIn, times } from '../length.ts';

/*
 * Report, widget, console, `history` and alerts say the same of the same time: from every check, from rollups, and
 * counted here once more from what `history --json` prints, without any of the code that draws.
 */

const recorded = (name: string, everySeconds: number): readonly Snapshot[] => {
  const calls = recordedLines(name).map((line) => {
    const call = recordedCallOf(JSON.parse(line));
    if ('problem' in call) throw new Error(call.problem);
    return call;
  });
  return play(calls, { everySeconds }).snapshots;
};

const courses: ReadonlyArray<readonly [string, () => Promise<readonly Snapshot[]> | readonly Snapshot[]]> = [
  ["the demo's day", () => demoChecks()],
  ['a month with deploys and outages', () => [...checksOf(times({ short: 1, long: 30 }), '2026-11-01T00:00:00.000Z')]],
  ['an hour over TCP', () => recorded('tcp-an-hour', 10)],
  ['an hour over NATS', () => recorded('nats-an-hour', 60)],
  ['an hour of microservices', () => recorded('microservices', 60)],
];

interface PrintedCheck {
  readonly takenAt: Timestamp;
  readonly outcome: string;
  readonly instances: ReadonlyArray<{ readonly status: string }>;
}

/** What `history --json` prints, counted: each check holds until the next one. */
function countPrinted(snapshots: readonly Snapshot[], to: Timestamp) {
  const printed = snapshots.map((snapshot) => JSON.parse(checkLine(snapshot)) as PrintedCheck);
  const failed = printed.filter(({ outcome }) => outcome !== 'ok');
  const held = printed.map((check, index) => secondsBetween(check.takenAt, printed[index + 1]?.takenAt ?? to));
  const seconds = (isCounted: (check: PrintedCheck) => boolean): number =>
    printed.reduce((sum, check, index) => sum + (isCounted(check) ? (held[index] ?? 0) : 0), 0);
  return {
    checks: printed.length,
    failedChecks: failed.length,
    unseenSeconds: seconds(({ outcome }) => outcome !== 'ok'),
    allHealthySeconds: seconds(({ outcome, instances }) => {
      const expected = instances.filter(({ status }) => status !== 'replaced');
      return outcome === 'ok' && expected.length > 0 && expected.every(({ status }) => status === 'healthy');
    }),
  };
}

/** How long each incident lasted that an alert says is over, by its id. */
const endsInAlerts = (snapshots: readonly Snapshot[]) =>
  new Map(
    snapshots.flatMap(({ alert }) =>
      (alert?.changes ?? [])
        .filter(({ change }) => change === 'resolved')
        .map((change) => {
          const { incident, reason } = change;
          const at = alert?.takenAt ?? incident.since;
          const seconds = secondsBetween(incident.since, endOf(incident, at));
          const text = alert === null ? '' : resolutionText(change, reason ?? '', contextOf(alert, unknownOrigin));
          return [incident.id, { seconds, reason, text }] as const;
        }),
    ),
  );

const widgetRequest = (timeline: Timeline) => ({
  workspace: null,
  since: timeline.from,
  until: timeline.to,
  zone: { label: 'UTC', offsetMinutes: 0 },
  theme: 'light' as const,
  width: 1000,
});

describe.each(oneIn(2, courses))('of %s', (_name, checks) => {
  test('report, widget, history, summary and alerts say the same', async () => {
    const snapshots = await checks();
    const [first, second] = snapshots;
    const last = snapshots.at(-1);
    if (first === undefined || second === undefined || last === undefined) throw new Error('there are checks');
    const workspace = first.workspace;
    const [from, to] = [first.takenAt, plusSeconds(last.takenAt, secondsBetween(first.takenAt, second.takenAt))];
    const read = await readTimeline(snapshots, { workspace, from, to });

    const source = new SourceInMemory(snapshots);
    const request = { workspace, from, to, now: to, mayWrite: true };
    await loadTimeline(source, { ...request, maxRead: 0 });
    const [rolled, fine] = [
      await loadTimeline(source, { ...request, maxRead: 0 }),
      await loadTimeline(source, request),
    ];
    for (const loaded of [rolled, fine]) {
      expect(loaded?.timeline).toMatchObject({
        ...figuresOf(read),
        lanes: read.lanes.map(({ name, seconds, runs }) => ({ name, seconds, runs })),
      });
    }

    const printed = countPrinted(snapshots, to);
    expect(read).toMatchObject({ checks: printed.checks, failedChecks: printed.failedChecks });
    expect(read.judged.unseenSeconds).toBeCloseTo(printed.unseenSeconds, 3);
    expect(read.judged.allHealthySeconds).toBeCloseTo(printed.allHealthySeconds, 3);

    const ends = endsInAlerts(snapshots);
    const resolved = read.incidents.filter(({ id }) => ends.has(id));
    expect(resolved).toHaveLength(ends.size);
    for (const { id, since, endedAt, reason } of resolved) {
      const said = ends.get(id);
      expect([secondsBetween(since, endedAt ?? to), reason]).toEqual([said?.seconds, said?.reason]);
    }
    expect(read.alerts.length + read.omittedAlerts).toBe(snapshots.filter(({ alert }) => alert !== null).length);

    const healthy = availabilityText(allHealthyPercent(read.judged));
    const report = await reportPage(read, to);
    const widget = rolled === null ? '' : widgetPage(rolled, widgetRequest(rolled.timeline));
    const summary = summaryLines(read, 200).join('\n');
    const weeks = await readWeeks(source, [workspace], { from, to, now: to });
    const facts = { id: 'summary', from, to, weeks, suggestion: null, timeZone: null, commandOf: null };
    const weekly = makeSummary(facts);
    expect(weekly.incidents.count).toBe(read.incidents.length);
    expect(weekly.workspaces).toMatchObject([
      { name: workspace, checks: printed.checks, healthyPercent: allHealthyPercent(read.judged) },
    ]);
    const longest = Math.max(0, ...read.incidents.map(({ since, endedAt }) => secondsBetween(since, endedAt ?? to)));
    expect(weekly.longest?.seconds ?? 0).toBe(Math.round(longest));
    const mail = summaryEmail(weekly);
    for (const page of [report, widget, summary, mail]) expect(page).toContain(healthy);
    if (printed.failedChecks > 0)
      expect(mail).toContain(`${availabilityText(answeredPercent(read))} of checks answered`);
    for (const [name, figure] of [
      ['checks', `${printed.checks}, ${printed.failedChecks === 0 ? 'none' : printed.failedChecks} failed`],
      ['answered', availabilityText(answeredPercent(read))],
      ['alerts', String(snapshots.filter(({ alert }) => alert !== null).length)],
      ['incidents', String(read.incidents.length)],
    ] as const) {
      expect(summary).toMatch(new RegExp(`^${name} +${figure}(?!\\d)`, 'm'));
    }
    for (const { since, endedAt } of resolved) {
      const lasted = durationText(Math.round(secondsBetween(since, endedAt ?? to)));
      for (const page of [report, summary]) expect(page).toContain(lasted);
    }
    expect(consoleFigures(timelineData(read))).toEqual({
      checks: printed.checks,
      failedChecks: printed.failedChecks,
      lasted: read.incidents.map(({ since, endedAt }) => Math.round(secondsBetween(since, endedAt ?? to))),
      lanes: read.lanes.map(({ name, seconds }) => [name, Math.round(seconds.healthy ?? 0)]),
    });
  }, 600_000);
});

/** What the console draws, added up as it is drawn. */
const consoleFigures = ({ checks, failedChecks, incidents, lanes, laneStates, seconds }: TimelineData) => ({
  checks,
  failedChecks,
  lasted: incidents.map(({ since, endedAt }) => Math.round((endedAt ?? seconds) - since)),
  lanes: lanes.map(({ name, runs }) => {
    const healthy = runs.reduce((sum, [from, to, state, mixed]) => {
      const own = laneStates[state] === 'healthy' ? to - from : 0;
      return sum + (mixed === undefined ? own : (mixed['healthy'] ?? 0));
    }, 0);
    return [name, Math.round(healthy)];
  }),
});

const figuresOf = ({ from, to, checks, failedChecks, failures, judged, calls, incidents, alerts }: Timeline) => ({
  from,
  to,
  checks,
  failedChecks,
  failures,
  judged,
  calls,
  incidents,
  alerts,
});
