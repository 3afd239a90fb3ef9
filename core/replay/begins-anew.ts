import type { KnownInstance } from '../cluster/known-instance.ts';
import type { Snapshot } from '../history/snapshot.ts';
import type { Timestamp } from '../base/time.ts';

/**
 * Whether a check knew nothing of any check before it: then it can be judged without them. Of one that did, the
 * check before it has expired, and it is where a replay begins.
 */
export function beginsAnew({ takenAt, observedAt, health, alert }: Snapshot): boolean {
  const isNews = (time: Timestamp | null): boolean => time === null || time === takenAt || time === observedAt;
  return (
    isNews(health.seenAt) &&
    health.emptySince === null &&
    health.instances.every((known) => isNews(known.lastSeenAt) && isWithoutPast(known)) &&
    health.incidents.every(({ since, openedAt, toldAt }) => isNews(since) && isNews(openedAt) && isNews(toldAt)) &&
    health.views.length <= 1 &&
    health.recentChecks.length <= 1 &&
    health.sent.every(({ at }) => isNews(at)) &&
    (alert?.changes ?? []).every(({ change }) => change === 'opened')
  );
}

/** Whether all that is known of an instance can be read off the answer that lists it. */
const isWithoutPast = (known: KnownInstance): boolean =>
  known.arrivedAt === null &&
  known.lostSince === null &&
  known.replaces === null &&
  known.replacedBy === null &&
  known.replacedAt.length === 0 &&
  known.startedAt === known.registeredAt &&
  // Of a single heartbeat, whether it has moved since the answer before decides whether its age is believed.
  (known.heartbeatAgeSeconds !== null || known.heartbeatAt === null) &&
  (!known.onceHealthy || known.heartbeatAgeSeconds !== null || known.local);
