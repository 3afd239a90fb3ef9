import type { History } from '../adapters/dynamodb/history.ts';
import {
  type Recipient,
  recipientAdvice,
  type Subscription,
  subscriptionState,
  type WatchedTopic,
} from '../adapters/sns/recipients.ts';
import type { CheckedWorkspace, SelfCheckEvent } from '../config/self-check-event.ts';
import type { Timestamp } from '../core/base/time.ts';
import { checkProgress, type CheckProgress } from './check-progress.ts';

export interface SelfCheckTools {
  readonly history: Pick<History, 'latest' | 'latestUntil'>;
  /** Those of a topic. Rejects where they cannot be listed. */
  readonly subscriptionsOf: (topicArn: string) => Promise<readonly Subscription[]>;
}

/** A recipient who gets nothing. */
export interface MissingRecipient {
  readonly topic: string;
  readonly recipient: Recipient;
  /** What is wrong, and what to do. */
  readonly advice: string;
}

export interface SelfCheckFindings {
  /** Whether all that is wrong is to be said, or only what has changed in the last hour. */
  readonly isDaily: boolean;
  readonly progress: readonly CheckProgress[];
  readonly missing: readonly MissingRecipient[];
  /** What could not be found out, and why, one line each. */
  readonly unknown: readonly string[];
}

/** Before the working day in Europe, and at its end in America. */
const dailyHour = 6;

/** Recipients are looked at, and all that is wrong is said again, once a day; by hand always. */
export const isDailyAt = (scheduledAt: Timestamp | null): boolean =>
  scheduledAt === null || new Date(scheduledAt).getUTCHours() === dailyHour;

/** Looks at whether every workspace is checked, and once a day at whether every recipient would get an alert. */
export async function selfCheck(
  { scheduledAt, workspaces, topics }: SelfCheckEvent,
  at: Timestamp,
  { history, subscriptionsOf }: SelfCheckTools,
): Promise<SelfCheckFindings> {
  const isDaily = isDailyAt(scheduledAt);
  const unknown: string[] = [];
  const orUnknown = async <T>(what: string, work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      unknown.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };
  const look = (workspace: CheckedWorkspace): Promise<CheckProgress | null> =>
    orUnknown(`the checks of ${workspace.name}`, () => checkProgress(workspace, history, at));
  const missingIn = async (topic: WatchedTopic): Promise<readonly MissingRecipient[]> => {
    const subscriptions = await orUnknown(`the subscriptions of ${topic.arn}`, () => subscriptionsOf(topic.arn));
    return subscriptions === null ? [] : missingRecipients(topic, subscriptions);
  };
  const progress: CheckProgress[] = [];
  for (let start = 0; start < workspaces.length; start += atATime) {
    const some = await Promise.all(workspaces.slice(start, start + atATime).map(look));
    progress.push(...some.filter((one) => one !== null));
  }
  const missing: MissingRecipient[] = [];
  if (isDaily) for (const topic of topics) missing.push(...(await missingIn(topic)));
  return { isDaily, progress, missing, unknown };
}

const atATime = 10;

const missingRecipients = (
  { name, arn, recipients }: WatchedTopic,
  subscriptions: readonly Subscription[],
): readonly MissingRecipient[] =>
  recipients.flatMap((recipient) => {
    const state = subscriptionState(recipient, subscriptions);
    return state === 'confirmed' ? [] : [{ topic: name, recipient, advice: recipientAdvice(recipient, state, arn) }];
  });
