import { plusSeconds, type Timestamp } from '../../../core/base/time.ts';
import { makeSummary, type SummaryFacts } from '../../../core/summary/make-summary.ts';
import type { SummaryObject } from '../../../core/summary/summary-object.ts';
import { uncheckedWeek, type WorkspaceWeek } from '../../../core/summary/workspace-week.ts';

export const from: Timestamp = '2026-11-16T07:00:00.000Z';
export const to: Timestamp = '2026-11-23T07:00:00.000Z';
const week = 7 * 86_400;

/** Of a workspace that was checked every minute, and well unless given otherwise. */
export const givenWeek = (workspace: string, given: Partial<WorkspaceWeek> = {}): WorkspaceWeek => ({
  ...uncheckedWeek(workspace),
  checkedFrom: from,
  checks: week / 60,
  judged: { seenSeconds: week, allHealthySeconds: week, unseenSeconds: 0, uncheckedSeconds: 0 },
  ...given,
});

/** Of which so many minutes were bad. */
export const badWeek = (workspace: string, minutes: number, given: Partial<WorkspaceWeek> = {}): WorkspaceWeek =>
  givenWeek(workspace, {
    judged: { seenSeconds: week, allHealthySeconds: week - 60 * minutes, unseenSeconds: 0, uncheckedSeconds: 0 },
    incidents: 1,
    criticalIncidents: 1,
    ...given,
  });

const hour = 3_600;
export const longest = {
  workspace: 'production',
  kind: 'disconnected',
  summary: '10.0.1.3:3000 is not connected to the others',
  since: plusSeconds(from, 43 * hour),
  endedAt: plusSeconds(from, 44 * hour),
  seconds: hour,
};

export const givenSummary = (weeks: readonly WorkspaceWeek[], given: Partial<SummaryFacts> = {}): SummaryObject =>
  makeSummary({
    id: `summary/${to}/all`,
    from,
    to,
    weeks,
    suggestion: null,
    timeZone: 'Europe/Berlin',
    commandOf: (args) => `npm run -s alerter -- ${args} --stack RocketChatAlerter`,
    ...given,
  });

const production = badWeek('production', 100, {
  failedChecks: 2,
  judged: { seenSeconds: week - 120, allHealthySeconds: week - 6_120, unseenSeconds: 120, uncheckedSeconds: 0 },
  incidents: 5,
  openIncidents: 1,
  longest,
  noise: [{ workspace: 'production', kind: 'disconnected', alerts: 8, incidents: 4 }],
});

const suggestion = { key: 'disconnected', current: '1m', suggested: '5m', sent: 4, wouldSend: 1 };
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const name = `${'n'.repeat(40)}-${index}`;
    return index % 20 === 0 ? badWeek(name, index + 1) : givenWeek(name);
  });

/** One of each situation that a summary must read well in. */
export const summaries: Readonly<Record<string, SummaryObject>> = {
  'a-week': givenSummary([production, givenWeek('staging')], { suggestion }),
  'a-quiet-week-of-one': givenSummary([givenWeek('production')]),
  'nothing-helps': givenSummary([production], { suggestion: { ...suggestion, suggested: null, wouldSend: 4 } }),
  'it-goes-on': givenSummary([
    { ...production, longest: { ...longest, since: plusSeconds(from, -90_000), endedAt: null, seconds: 694_800 } },
  ]),
  'added-in-that-time': givenSummary([
    givenWeek('production'),
    givenWeek('new', { checkedFrom: plusSeconds(to, -40 * hour), checks: 2_400 }),
  ]),
  'without-a-check': givenSummary([givenWeek('production'), uncheckedWeek('forgotten')]),
  'never-seen': givenSummary([
    givenWeek('production', {
      failedChecks: 10_080,
      judged: { seenSeconds: 0, allHealthySeconds: 0, unseenSeconds: week, uncheckedSeconds: 0 },
      incidents: 1,
      criticalIncidents: 1,
      openIncidents: 1,
      longest: { ...longest, kind: 'unreachable', endedAt: null, seconds: week },
    }),
  ]),
  'three-hundred': givenSummary(many(300)),
  'twelve-in-trouble': givenSummary(Array.from({ length: 12 }, (_, index) => badWeek(`w${index}`, index + 1))),
  'three-days': givenSummary([givenWeek('production')], { from: plusSeconds(to, -3 * 86_400), timeZone: null }),
  'hostile-words': givenSummary([
    {
      ...production,
      longest: { ...longest, summary: '<script>alert(1)</script> *@channel* `x` [a](https://evil.example) &\n# h' },
    },
  ]),
};
