import { earlier, secondsBetween, type Timestamp } from '../base/time.ts';
import type { Sighting } from '../observation/observation.ts';
import { isAlive, type KnownInstance } from './known-instance.ts';

/** That an observer said that it has no connection to a peer. */
export interface BrokenConnection {
  readonly observer: string;
  readonly peer: string;
  /** When it first said so; or when the answers began each of which had some connection of one of the two broken. */
  readonly since: Timestamp;
  /** The last check at which the observer said so. */
  readonly confirmedAt: Timestamp;
}

/**
 * How long an observer's word that a connection is broken stands against its peer's word that it is not: long
 * enough for a load balancer to show the observer again.
 */
const contradictedAfterSeconds = 900;

/** What an answer shows of connections. */
export interface ConnectionInput {
  readonly sighting: Sighting;
  /** As this answer leaves them known. */
  readonly instances: readonly KnownInstance[];
  /** The check before this one that saw the workspace; null when this is the first. */
  readonly lastSeenAt: Timestamp | null;
  /** How long a process counts as just arrived. */
  readonly settlingSeconds: number;
  readonly at: Timestamp;
}

/**
 * The connections known to be broken after an answer.
 *
 * Only the process that answered tells anything, and only of its own connections; whatever others said before stays
 * as it was. A word about or from a process that is lost says nothing new: the loss does. Neither does one about or
 * from a process that has just arrived: it is still making its connections.
 */
export function updateConnections(
  before: readonly BrokenConnection[],
  { sighting, instances, lastSeenAt, settlingSeconds, at }: ConnectionInput,
): BrokenConnection[] {
  const undecided = new Set(instances.filter(({ replacedBy }) => replacedBy === null).map(({ id }) => id));
  const kept = before.filter(({ observer, peer }) => undecided.has(observer) && undecided.has(peer));
  const observer = instances.find(({ id }) => id === sighting.observer);
  if (observer === undefined) return kept;

  const peers = instances.filter((instance) => instance.id !== observer.id && isAlive(instance));
  const connected = idsWhere(peers, true);
  const isSettled = ({ arrivedAt }: KnownInstance): boolean =>
    arrivedAt === null || secondsBetween(arrivedAt, at) >= settlingSeconds;
  const broken = idsWhere(isSettled(observer) ? peers.filter(isSettled) : [], false);
  const since = new Map(kept.filter((word) => word.observer === observer.id).map((word) => [word.peer, word.since]));
  const isWithdrawn = (word: BrokenConnection): boolean =>
    (word.observer === observer.id && (connected.has(word.peer) || broken.has(word.peer))) ||
    (word.peer === observer.id &&
      connected.has(word.observer) &&
      secondsBetween(word.confirmedAt, at) >= contradictedAfterSeconds);
  const standing = kept.filter((word) => !isWithdrawn(word));
  const troubledSince = earliestByEnd(
    betweenTheLiving(standing, instances).filter(({ confirmedAt }) => confirmedAt === lastSeenAt),
  );
  const shownSince = (peer: string): Timestamp =>
    earlier(troubledSince.get(observer.id) ?? at, troubledSince.get(peer) ?? at);
  return [
    ...standing,
    ...[...broken].map((peer) => ({
      observer: observer.id,
      peer,
      since: since.get(peer) ?? shownSince(peer),
      confirmedAt: at,
    })),
  ];
}

/** Since when any connection of each instance has been called broken. */
function earliestByEnd(connections: readonly BrokenConnection[]): ReadonlyMap<string, Timestamp> {
  const sinceById = new Map<string, Timestamp>();
  for (const { observer, peer, since } of connections) {
    for (const id of [observer, peer]) sinceById.set(id, earlier(sinceById.get(id) ?? since, since));
  }
  return sinceById;
}

const idsWhere = (peers: readonly KnownInstance[], connected: boolean): ReadonlySet<string> =>
  new Set(peers.filter((peer) => peer.connected === connected).map(({ id }) => id));

/** The broken connections both of whose ends are alive: those that are a matter of the connection alone. */
export function betweenTheLiving(
  connections: readonly BrokenConnection[],
  instances: readonly KnownInstance[],
): BrokenConnection[] {
  const alive = new Set(instances.filter(isAlive).map(({ id }) => id));
  return connections.filter(({ observer, peer }) => alive.has(observer) && alive.has(peer));
}

/** Without the words of and about instances that are lost for sure: should they return, they make their connections anew. */
export const forgetLost = (
  connections: readonly BrokenConnection[],
  lost: ReadonlySet<string>,
): readonly BrokenConnection[] => connections.filter(({ observer, peer }) => !lost.has(observer) && !lost.has(peer));

/** Marks the instances of which a living peer last said that it has no connection to them. */
export function markDisconnected(
  instances: readonly KnownInstance[],
  connections: readonly BrokenConnection[],
): KnownInstance[] {
  const cutOff = new Set(betweenTheLiving(connections, instances).map(({ peer }) => peer));
  return instances.map((instance) =>
    instance.status === 'healthy' && cutOff.has(instance.id) ? { ...instance, status: 'disconnected' } : instance,
  );
}
