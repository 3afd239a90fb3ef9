import * as v from 'valibot';
import type { Timestamp } from '../core/base/time.ts';
import { isFields } from '../core/base/json.ts';
import { type Rules, rulesSchema } from '../core/rules/registry.ts';
import { scheduledAt } from './scheduled-at.ts';
import type { SummaryAudience } from './summary.ts';

/** What EventBridge Scheduler sends for the weekly summary. */
export interface SummaryEvent {
  /** The scheduled time; null where the event carries none that can be read (a manual invocation). */
  readonly scheduledAt: Timestamp | null;
  /** The stack's name, for the commands in the text. */
  readonly stack: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly audiences: readonly SummaryAudience[];
  /** The names of all workspaces. */
  readonly workspaces: readonly string[];
  readonly rulesOf: (workspace: string) => Rules;
}

/** The same as a schedule holds it, whose input is limited: workspaces of audiences stand for themselves by their place. */
export interface ScheduledSummary {
  readonly scheduledAt: string;
  readonly summary: {
    readonly stack: string;
    readonly cron: string;
    readonly timeZone: string;
    readonly workspaces: readonly string[];
    readonly audiences: ReadonlyArray<{ readonly id: string; readonly workspaces: readonly number[] | null }>;
    /** Those of the file, without what is as by default. */
    readonly rules: Partial<Rules>;
    /** Those of a workspace, by its name, without what is as in the file. */
    readonly ownRules: Readonly<Record<string, Partial<Rules>>>;
  };
}

const text = v.pipe(v.string(), v.nonEmpty());
const partialRules = v.custom<Partial<Rules>>(isFields, 'rules');

const schema = v.object({
  scheduledAt: v.optional(scheduledAt, null),
  summary: v.object({
    stack: text,
    cron: text,
    timeZone: text,
    workspaces: v.array(text),
    audiences: v.array(v.object({ id: text, workspaces: v.nullable(v.array(v.number())) })),
    rules: partialRules,
    ownRules: v.record(v.string(), partialRules),
  }),
});

/** Throws one line that names what cannot be used, and where it stands in the event. */
export function readSummaryEvent(input: unknown): SummaryEvent {
  const result = v.safeParse(schema, input);
  if (!result.success) {
    const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'event'}: ${issue.message}`);
    throw new Error(`the event is not one that the schedule of the summary sends: ${problems.join('; ')}`);
  }
  const { summary, scheduledAt: at } = result.output;
  const { rules, ownRules, audiences, workspaces, ...rest } = summary;
  return {
    ...rest,
    scheduledAt: at,
    workspaces,
    audiences: audiences.map(({ id, workspaces: places }) => ({
      id,
      workspaces: places === null ? null : places.flatMap((place) => workspaces[place] ?? []),
    })),
    rulesOf: (name) => v.parse(rulesSchema, { ...rules, ...(Object.hasOwn(ownRules, name) && ownRules[name]) }),
  };
}

/** Whether an event is one of the weekly summary. */
export const isSummaryEvent = (input: unknown): boolean => v.is(schema, input);
