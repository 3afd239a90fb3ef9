import type { TimelineSource } from '../adapters/dynamodb/rollups-make.ts';
import type { Summaries } from '../adapters/dynamodb/summaries.ts';
import type { SummaryAudience } from '../config/summary.ts';
import { type Clock, secondsBetween, type Timestamp } from '../core/base/time.ts';
import type { Rules } from '../core/rules/registry.ts';
import { makeSummary } from '../core/summary/make-summary.ts';
import type { SummaryObject } from '../core/summary/summary-object.ts';
import { type SummaryTime, type Week, weekDue } from '../core/summary/week.ts';
import { readSuggestion, readWeeks, type SummarySpan } from './summary-weeks.ts';

/** Which summaries are due, and to whom. */
export interface DueSummaries {
  readonly time: SummaryTime;
  readonly audiences: readonly SummaryAudience[];
  /** The names of all workspaces. */
  readonly workspaces: readonly string[];
  readonly rulesOf: (workspace: string) => Rules;
  /** A command of the alerter as the reader types it; null where none is known. */
  readonly commandOf: ((args: string) => string) | null;
}

/** One run: how long it may take, and what distinguishes it from another. */
export interface SummaryRun {
  readonly writer: string;
  /** When it began, and not before it was due: clocks differ. */
  readonly at: Timestamp;
  /** Until when it has sent everything or was ended. */
  readonly until: Timestamp;
}

export interface SummaryTools {
  readonly clock: Clock;
  readonly source: TimelineSource;
  readonly summaries: Pick<Summaries, 'claim' | 'markSent' | 'release'>;
  /** Resolves once the summary was taken over. */
  readonly publish: (summary: SummaryObject, audience: string) => Promise<void>;
}

/** What came of a run, by audience. */
export interface SentSummaries {
  readonly week: Week;
  readonly sent: readonly string[];
  /** Those that have theirs from an earlier run. */
  readonly before: readonly string[];
}

/** So late a summary is still sent. */
export const maxLateSeconds = 86_400;

/** Another run is at it: it is for the caller to try again. */
export class SummariesBusy extends Error {
  override readonly name = 'SummariesBusy';
}

/**
 * Sends the summaries that are due, each once: what is sent is marked, by audience, and an audience without a mark gets
 * its summary from the next run. One that was ended between sending and marking leaves it to be sent again, with the
 * same id. Rejects where one was not sent, once the others are.
 *
 * @returns null where nothing is due, or nothing was checked yet when it was
 */
export async function sendSummaries(
  due: DueSummaries,
  { writer, at, until }: SummaryRun,
  tools: SummaryTools,
): Promise<SentSummaries | null> {
  const { summaries } = tools;
  const week = weekDue(due.time, at);
  if (secondsBetween(week.to, at) > maxLateSeconds) return null;
  const day = dayOf(week, due.time);
  const before = await summaries.claim(day, { writer, now: at, until });
  if (before === null) throw new SummariesBusy('another run sends the summary: this one leaves it to that');
  const left = due.audiences.filter(({ id }) => !before.has(id));
  const sent: string[] = [];
  const failures: unknown[] = [];
  try {
    const make = left.length === 0 ? null : await summaryMaker(due, week, left, tools);
    if (make === null) return left.length === 0 ? { week, sent, before: [...before] } : null;
    for (const audience of left) {
      try {
        await tools.publish(await make(audience), audience.id);
        await summaries.markSent(day, audience.id);
        sent.push(audience.id);
      } catch (error) {
        failures.push(error);
      }
    }
  } finally {
    await summaries.release(day, writer);
  }
  if (failures.length > 0) throw failures[0];
  return { week, sent, before: [...before] };
}

/** The day on which a summary is due, there where it is: on another time of the same day it is the same. */
const dayOf = ({ to }: Week, { timeZone }: SummaryTime): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(to));

/** Reads once what all audiences have in common; null where nothing was checked yet when it was due. */
async function summaryMaker(
  { time, workspaces, rulesOf, commandOf }: DueSummaries,
  week: Week,
  audiences: readonly SummaryAudience[],
  { clock, source }: SummaryTools,
): Promise<((audience: SummaryAudience) => Promise<SummaryObject>) | null> {
  const isOf = (name: string, audience: SummaryAudience) => audience.workspaces?.includes(name) ?? true;
  const span = { ...week, now: clock.now() };
  const needed = workspaces.filter((name) => audiences.some((audience) => isOf(name, audience)));
  const all = await readWeeks(source, needed, span);
  if (all.every(({ checks }) => checks === 0) && !(await wasEverChecked(source, needed, span))) return null;
  return async (audience) => {
    const weeks = all.filter(({ workspace }) => isOf(workspace, audience));
    return makeSummary({
      id: `summary/${week.to}/${audience.id}`,
      ...week,
      weeks,
      suggestion: await readSuggestion(source, weeks, span, rulesOf),
      timeZone: time.timeZone,
      commandOf,
    });
  };
}

/** An alerter that was just deployed has nothing to sum up. */
async function wasEverChecked(
  { history }: TimelineSource,
  workspaces: readonly string[],
  { to, now }: SummarySpan,
): Promise<boolean> {
  for (const workspace of workspaces)
    if ((await history.latestUntil(workspace, { until: to, now })) !== null) return true;
  return false;
}
