import type * as v from 'valibot';
import type { SummaryTime } from '../core/summary/week.ts';
import { type AlertRoutes, allRoutes } from './routes.ts';
import type { summarySchema } from './summary-schema.ts';

/** Recipients that get the same summary. */
export interface SummaryAudience {
  /** The same for as long as it is about the same workspaces. */
  readonly id: string;
  /** The workspaces that it is about, by name; null: all of them. */
  readonly workspaces: readonly string[] | null;
}

/** When summaries are sent, and to whom. */
export interface WeeklySummary extends SummaryTime {
  /** Each gets a message of its own. */
  readonly audiences: readonly SummaryAudience[];
}

/** @param otherwise the time zone of the file */
export const resolveSummary = (
  { weekly, timeZone: own }: v.InferOutput<typeof summarySchema>,
  alerts: AlertRoutes,
  otherwise: string | undefined,
): WeeklySummary => {
  const audiences = new Map<string, SummaryAudience>();
  for (const { summary, workspaces } of allRoutes(alerts)) {
    if (typeof summary?.audience === 'string') audiences.set(summary.audience, { id: summary.audience, workspaces });
  }
  return { cron: weekly, timeZone: own ?? otherwise ?? 'UTC', audiences: [...audiences.values()] };
};
