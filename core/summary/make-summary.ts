import { secondsBetween, type Timestamp } from '../base/time.ts';
import { allHealthyPercent, answeredPercent, availabilityText } from '../timeline/availability.ts';
import type { ForSuggestion } from '../replay/suggest-for.ts';
import { counted } from '../text/words.ts';
import type { SummaryObject, SummaryWorkspace } from './summary-object.ts';
import { byNoise, type RuleNoise, type WorkspaceWeek } from './workspace-week.ts';

export interface SummaryFacts {
  readonly id: string;
  readonly from: Timestamp;
  readonly to: Timestamp;
  readonly weeks: readonly WorkspaceWeek[];
  /** For the rule that `noisiestOf` names; null where nothing can be said. */
  readonly suggestion: ForSuggestion | null;
  /** In which its readers live; null: nobody has said. */
  readonly timeZone: string | null;
  /** A command of the alerter as the reader types it; null where none is known. */
  readonly commandOf: ((args: string) => string) | null;
}

/** More than a person reads. */
const maxListed = 10;
const maxSummaryLength = 300;

/** The rule that sent the most; null where none sent anything. */
export const noisiestOf = (weeks: readonly WorkspaceWeek[]): RuleNoise | null =>
  weeks.flatMap(({ noise }) => noise).toSorted(byNoise)[0] ?? null;

export function makeSummary(facts: SummaryFacts): SummaryObject {
  const { id, from, to, weeks, suggestion, timeZone, commandOf } = facts;
  const ranked = weeks.toSorted(byTrouble);
  const listed = ranked.slice(0, maxListed);
  const others = ranked.slice(maxListed);
  const well = others.filter(isWell).length;
  const sum = (figure: (week: WorkspaceWeek) => number): number =>
    weeks.reduce((total, week) => total + figure(week), 0);
  const healthyPercent = allHealthyPercent({
    allHealthySeconds: sum(({ judged }) => judged.allHealthySeconds),
    seenSeconds: sum(({ judged }) => judged.seenSeconds),
    unseenSeconds: 0,
    uncheckedSeconds: 0,
  });
  const incidents = {
    count: sum((week) => week.incidents),
    critical: sum(({ criticalIncidents }) => criticalIncidents),
    open: sum(({ openIncidents }) => openIncidents),
  };
  const longest = weeks.flatMap((week) => week.longest ?? []).toSorted((a, b) => b.seconds - a.seconds)[0] ?? null;
  const noisiest = noisiestOf(weeks);
  const [worst] = listed;
  const days = Math.max(1, Math.round(secondsBetween(from, to) / 86_400));
  return {
    type: 'summary',
    version: 1,
    id,
    from,
    to,
    title: titleOf({ days, weeks, healthyPercent, count: incidents.count }),
    workspaceCount: weeks.length,
    healthyPercent,
    incidents,
    workspaces: listed.map((week) => workspaceOf(week, from)),
    others: { well, troubled: others.length - well },
    longest: longest === null ? null : { ...longest, summary: longest.summary.slice(0, maxSummaryLength) },
    noisiest: noisiest === null ? null : { ...noisiest, suggestion },
    ...(commandOf !== null &&
      worst !== undefined &&
      worst.checks > 0 && {
        reportCommand: commandOf(`report --workspace ${worst.workspace} --since ${from} --until ${to}`),
      }),
    ...(timeZone !== null && { timeZone }),
  };
}

const workspaceOf = (week: WorkspaceWeek, from: Timestamp): SummaryWorkspace => {
  const { workspace: name, judged, checks, incidents, checkedFrom } = week;
  return {
    name,
    healthyPercent: allHealthyPercent(judged),
    answeredPercent: answeredPercent(week),
    checks,
    incidents,
    noDataSeconds: Math.round(judged.unseenSeconds + judged.uncheckedSeconds),
    ...(checkedFrom !== from && { checkedFrom }),
  };
};

interface TitleFacts {
  readonly days: number;
  readonly weeks: readonly WorkspaceWeek[];
  readonly healthyPercent: number | null;
  readonly count: number;
}

/** `Rocket.Chat weekly: 2 workspaces, 99.98 % healthy, 3 incidents`, which is short enough for any subject. */
const titleOf = ({ days, weeks, healthyPercent, count }: TitleFacts): string => {
  const [only, ...others] = weeks;
  const who = only === undefined || others.length > 0 ? counted(weeks.length, 'workspace') : only.workspace;
  const healthy = healthyPercent === null ? 'no data' : `${availabilityText(healthyPercent)} healthy`;
  const what = days === 7 ? 'weekly' : days === 1 ? 'of a day' : `of ${days} days`;
  const incidents = count === 0 ? 'no incidents' : counted(count, 'incident');
  const unknown = weeks.filter(({ judged }) => judged.seenSeconds === 0).length;
  // Of which the percentage says nothing.
  const isPart = unknown > 0 && healthyPercent !== null;
  return `Rocket.Chat ${what}: ${who}, ${healthy}, ${incidents}${isPart ? `, ${unknown} without data` : ''}`;
};

/** Whether there is nothing to say of a workspace. */
const isWell = (week: WorkspaceWeek): boolean => {
  const { judged, checks, failedChecks, incidents } = week;
  return checks > 0 && failedChecks === 0 && incidents === 0 && troubleSeconds(week) + judged.uncheckedSeconds < 1;
};

/** Time in which not all was known to be healthy. */
const troubleSeconds = ({ judged }: WorkspaceWeek): number =>
  judged.unseenSeconds + judged.seenSeconds - judged.allHealthySeconds;

/** Those of which nothing is known first, then those that were in trouble for the longest. */
const byTrouble = (a: WorkspaceWeek, b: WorkspaceWeek): number =>
  Number(b.checks === 0) - Number(a.checks === 0) ||
  troubleSeconds(b) - troubleSeconds(a) ||
  b.incidents - a.incidents ||
  b.judged.uncheckedSeconds - a.judged.uncheckedSeconds ||
  a.workspace.localeCompare(b.workspace, 'en', { numeric: true });
