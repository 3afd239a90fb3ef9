import { durationText } from '../../core/text/duration-text.ts';
import { nameOf, shortName } from '../../core/cluster/instance-name.ts';
import { timeText } from '../../core/text/time-text.ts';
import type { Rules } from '../../core/rules/registry.ts';
import { staleAfterOf } from '../../core/rules/unresponsive.ts';
import type { KnownInstance } from '../../core/cluster/known-instance.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { counted } from '../../core/text/words.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';

/** Why an instance has the status that a check gave it, in one line. */
export function whyStatus(instance: KnownInstance, { observedAt, health, observer }: Snapshot, rules: Rules): string {
  const time = (at: Timestamp): string => timeText(at, observedAt);
  const { status, heartbeatAgeSeconds: age, lostSince } = instance;
  const stale = durationText(staleAfterOf(rules.unresponsive.staleAfterSeconds, rules.heartbeatEverySeconds));
  const heartbeat = age === null ? heartbeatless(instance) : `heartbeat ${durationText(age)} old`;
  switch (status) {
    case 'healthy':
      return `${heartbeat}, stale from ${stale} on${instance.id === observer ? '; it answered' : ''}`;
    case 'disconnected':
      return `${heartbeat}, but ${calledText(instance, time)}`;
    case 'unknown':
      return `${heartbeat}: counts neither as healthy nor as lost`;
    case 'unresponsive': {
      const since = lostSince === null ? ', and never seen fresh: no loss' : `; lost since ${time(lostSince)}`;
      return `${heartbeat}, stale from ${stale} on${since}`;
    }
    case 'missing':
      return `not listed; last seen ${time(instance.lastSeenAt)}${lostSince === null ? '' : `, lost since ${time(lostSince)}`}`;
    case 'replaced':
      return `${successor(instance, health.instances)} ${probably(instance)}took its place`;
  }
}

const heartbeatless = ({ heartbeatAt, local }: KnownInstance): string => {
  const why = heartbeatAt === null ? 'no heartbeat is given' : `its heartbeat, ${heartbeatAt}, is not believed`;
  return local ? `${why}, but it answered` : why;
};

const calledText = ({ calls }: KnownInstance, time: (at: Timestamp) => string): string => {
  if (calls === undefined) return 'a peer has no connection to it';
  const times = calls.views.replaceAll(/[^d]/g, '').length;
  const of = calls.views.replaceAll(/[^cd]/g, '').length;
  return `${times} of the last ${counted(of, 'answer')} about it called it disconnected, since ${time(calls.since)}`;
};

const name = (id: string | null, instances: readonly KnownInstance[]): string => {
  const known = instances.find((instance) => instance.id === id);
  return known === undefined ? (id === null ? 'another process' : shortName(id)) : nameOf(known);
};

/** Where processes follow each other in one place, they all have one name. */
function successor(instance: KnownInstance, instances: readonly KnownInstance[]): string {
  const successorName = name(instance.replacedBy, instances);
  return successorName === nameOf(instance) ? 'the next process there' : successorName;
}

/** Where only the number of processes says so. */
const probably = ({ isReplacedByCount }: KnownInstance): string => (isReplacedByCount ? 'probably ' : '');

/** What became of the places of those that went, and of those that came, one line each. */
export function pairingsAt({ observedAt: at, health }: Snapshot, before: Snapshot | null, rules: Rules): string[] {
  const time = (moment: Timestamp): string => timeText(moment, at);
  const windowText = durationText(rules.replacementWindowSeconds);
  const wasPaired = new Set(before?.health.instances.filter(({ replacedBy }) => replacedBy).map(({ id }) => id));
  return health.instances.flatMap((instance) => {
    const { lostSince, arrivedAt, isPlaceLasting = false } = instance;
    if (instance.replacedBy !== null) {
      const isNew = !wasPaired.has(instance.id);
      const isOld = lostSince === null || secondsBetween(lostSince, at) > rules.replacementWindowSeconds;
      if (isOld && !isNew) return [];
      const lost = lostSince === null ? '' : ` (lost ${time(lostSince)})`;
      const by = successor(instance, health.instances);
      return [
        `${nameOf(instance)}${lost} ${isNew ? 'is now' : 'was'} ${probably(instance)}replaced by ${by}, so it is no loss`,
      ];
    }
    if (lostSince !== null) {
      const until = plusSeconds(lostSince, rules.replacementWindowSeconds);
      const late = isPlaceLasting ? 'one in the same place still does later' : 'a later one closes the oldest loss';
      const what = `${nameOf(instance)}, lost ${time(lostSince)}`;
      return secondsBetween(at, until) > 0
        ? [`${what}: a newcomer until ${time(until)} (${windowText}) counts as its replacement, ${late}`]
        : [`${what}: no newcomer within ${windowText}; ${late}`];
    }
    const isFree = arrivedAt !== null && instance.replaces === null && instance.onceHealthy;
    if (!isFree || secondsBetween(arrivedAt, at) > rules.replacementWindowSeconds) return [];
    const until = time(plusSeconds(arrivedAt, rules.replacementWindowSeconds));
    return [
      `${nameOf(instance)} came ${time(arrivedAt)} and took no place: a loss until ${until} counts as replaced by it`,
    ];
  });
}
