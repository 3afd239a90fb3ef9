import * as v from 'valibot';
import type { WatchedTopic } from '../adapters/sns/recipients.ts';
import type { Timestamp } from '../core/base/time.ts';
import { scheduledAt } from './scheduled-at.ts';

/** A workspace, as far as it matters for whether it is still checked. */
export interface CheckedWorkspace {
  /** Its name in the history. */
  readonly name: string;
  /** How often it is checked. */
  readonly everySeconds: number;
}

/** What EventBridge Scheduler sends once an hour, for the alerter to look after itself. */
export interface SelfCheckEvent {
  /** The scheduled time; null where the event carries none that can be read (a manual invocation). */
  readonly scheduledAt: Timestamp | null;
  /** The stack's name, for a person. */
  readonly stack: string;
  /** Where a browser finds the pages of `docs/`; null: nobody has said. */
  readonly docsUrl: string | null;
  readonly workspaces: readonly CheckedWorkspace[];
  readonly topics: readonly WatchedTopic[];
}

const text = v.pipe(v.string(), v.nonEmpty());

const recipient = v.object({
  protocol: v.picklist(['email', 'sqs', 'lambda', 'https']),
  endpoint: v.nullable(text),
  name: v.string(),
});

const selfCheckEventSchema = v.object({
  scheduledAt: v.optional(scheduledAt, null),
  stack: text,
  docsUrl: v.nullable(v.string()),
  workspaces: v.array(v.object({ name: text, everySeconds: v.pipe(v.number(), v.minValue(1)) })),
  topics: v.array(v.object({ name: text, arn: text, recipients: v.array(recipient) })),
}) satisfies v.GenericSchema<unknown, SelfCheckEvent>;

/** null where it is another event. */
export const asSelfCheckEvent = (input: unknown): SelfCheckEvent | null => {
  const result = v.safeParse(selfCheckEventSchema, input);
  return result.success ? result.output : null;
};

/** Throws one line that names what cannot be used, and where it stands in the event. */
export function readSelfCheckEvent(input: unknown): SelfCheckEvent {
  const result = v.safeParse(selfCheckEventSchema, input);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'event'}: ${issue.message}`);
  throw new Error(`the event is not one that the schedule of the self-check sends: ${problems.join('; ')}`);
}
