import type { Alert } from '../core/alerts/alert.ts';
import { PublishError, type Publisher } from '../adapters/sns/publisher.ts';
import type { History } from '../adapters/dynamodb/history.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import type { Clock, Timestamp } from '../core/base/time.ts';
import { canNotify, type TimeLeft } from './time-left.ts';

export interface NotifyTools extends TimeLeft {
  readonly clock: Clock;
  readonly history: History;
  readonly publisher: Publisher;
}

interface Notified {
  /** Ids of the alerts that were handed over now. */
  readonly published: readonly string[];
  /** Why the outbox is not empty; null when it is. */
  readonly undelivered: PublishError | null;
  /** The checks whose alerts are left in the outbox, oldest first. */
  readonly waiting: readonly Timestamp[];
}

/**
 * Hands over what the outbox of a recorded snapshot holds, oldest first, and marks each alert as delivered before it
 * turns to the next: one is handed over again only if its own mark is lost. One that cannot be handed over stays, and
 * those after it wait for it, unless it is refused for what it is: then it would hold them back for ever. What the run
 * has no time for is left to the next check.
 */
export async function notify(snapshot: Snapshot, tools: NotifyTools): Promise<Notified> {
  const { clock, history, publisher } = tools;
  const { workspace, takenAt } = snapshot;
  const published: string[] = [];
  let outbox = snapshot.outbox;
  let undelivered: PublishError | null = null;
  for (const check of snapshot.outbox) {
    if (!canNotify(tools)) break;
    const alert = await waitingAlert(snapshot, check, history);
    if (alert !== null) {
      const trouble = await attempt(publisher, alert);
      undelivered ??= trouble;
      if (trouble?.kind === 'refused') continue;
      if (trouble !== null) break;
      published.push(alert.id);
    }
    outbox = outbox.filter((other) => other !== check);
    const delivered = alert === null ? [] : [check];
    await history.markDelivered({ workspace, takenAt, delivered, deliveredAt: clock.now(), outbox });
  }
  return { published, undelivered, waiting: outbox };
}

/** The alert of a check; null where it was delivered after all, or has expired. */
async function waitingAlert(snapshot: Snapshot, check: Timestamp, history: History): Promise<Alert | null> {
  if (check === snapshot.takenAt) return snapshot.alert;
  const stored = await history.alertOf(snapshot.workspace, check);
  return stored?.deliveredAt === null ? stored.alert : null;
}

async function attempt(publisher: Publisher, alert: Alert): Promise<PublishError | null> {
  try {
    await publisher.publish(alert);
    return null;
  } catch (error) {
    if (error instanceof PublishError) return error;
    throw error;
  }
}
