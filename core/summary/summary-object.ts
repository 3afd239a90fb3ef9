import * as v from 'valibot';
import { timestampSchema as time } from '../base/time.ts';

/*
 * A summary as it travels from the function that makes it to those that post it, and as `summary --json` prints it.
 * Fields may be added without a new version; what is here stays.
 */

const list = <Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.readonly());
const object = <Entries extends v.ObjectEntries>(entries: Entries) => v.pipe(v.object(entries), v.readonly());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const percent = v.nullable(v.number());

const workspace = object({
  name: v.string(),
  /** The share of the time with data in which all instances were healthy; null where nothing could be judged. */
  healthyPercent: percent,
  /** The share of the checks that the workspace answered; null where there was none. */
  answeredPercent: percent,
  checks: count,
  incidents: count,
  /** Time without a successful check. */
  noDataSeconds: count,
  /** The first check, where that is later than the beginning; null: there was none; absent: it was checked throughout. */
  checkedFrom: v.exactOptional(v.nullable(time)),
});

const incident = object({
  workspace: v.string(),
  kind: v.string(),
  summary: v.string(),
  since: time,
  endedAt: v.nullable(time),
  seconds: count,
});

const suggestion = object({
  key: v.string(),
  current: v.string(),
  suggested: v.nullable(v.string()),
  sent: count,
  wouldSend: count,
});

const summarySchema = object({
  type: v.literal('summary'),
  version: v.literal(1),
  /** The same however often it is delivered. */
  id: v.string(),
  from: time,
  to: time,
  title: v.string(),
  workspaceCount: count,
  healthyPercent: percent,
  incidents: object({ count, critical: count, open: count }),
  /** The worst first. */
  workspaces: list(workspace),
  /** Workspaces that are not listed: without any trouble, and with less than those listed. */
  others: object({ well: count, troubled: count }),
  longest: v.nullable(incident),
  noisiest: v.nullable(
    object({
      workspace: v.string(),
      kind: v.string(),
      alerts: count,
      incidents: count,
      /** What `replay` finds for its `for`; null where it finds nothing certain. */
      suggestion: v.nullable(suggestion),
    }),
  ),
  /** Draws the report of the workspace with the most trouble; absent where that is not known. */
  reportCommand: v.exactOptional(v.string()),
  /** In which its readers live. */
  timeZone: v.exactOptional(v.string()),
});

export type SummaryObject = v.InferOutput<typeof summarySchema>;
export type SummaryWorkspace = SummaryObject['workspaces'][number];

const readSchema = v.pipe(v.string(), v.parseJson(), summarySchema);

/** Reads a summary back from the text of a message; null where it is none of this version. */
export const readSummaryObject = (text: string): SummaryObject | null => {
  const result = v.safeParse(readSchema, text);
  return result.success ? result.output : null;
};
