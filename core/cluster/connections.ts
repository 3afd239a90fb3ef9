import { secondsBetween, type Timestamp } from '../base/time.ts';
import type { Sighting } from '../observation/observation.ts';
import { type Calls, isAlive, type KnownInstance } from './known-instance.ts';

/*
 * What an answer says of connections is gossip, not the state of a link: a process that lost one peer may be told of
 * it by another, and call it connected; a third may repeat that a peer is lost. So nothing is made of one answer, or
 * of one pair: what counts is what the last answers say of an instance, and of the workspace.
 */

/** An answer as seen by the process that gave it. */
export interface View {
  /** The observation that got it. */
  readonly at: Timestamp;
  /** Empty where no entry says that it is the one that answered. */
  readonly observer: string;
}

/** So many of the last views count, those within so many seconds; three of them in any case. */
const maxViews = 10;
const minViews = 3;
const maxViewSeconds = 300;

export interface ConnectionInput {
  readonly sighting: Sighting;
  /** The views before this one, the oldest first; none where none of them called anyone disconnected. */
  readonly views: readonly View[];
  /** How long a process counts as just arrived: it is still making its connections. */
  readonly settlingSeconds: number;
  readonly at: Timestamp;
}

/** The instances with what this answer says of their connections, and the views that count from now on. */
export interface RememberedConnections {
  readonly instances: readonly KnownInstance[];
  readonly views: readonly View[];
}

/**
 * Adds what an answer says of connections. A word about a process that is lost says nothing new: the loss does.
 * Neither does one about or from a process that has just arrived.
 */
export function rememberConnections(
  instances: readonly KnownInstance[],
  { sighting, views, settlingSeconds, at }: ConnectionInput,
): RememberedConnections {
  const isSettled = ({ arrivedAt }: KnownInstance): boolean =>
    arrivedAt === null || secondsBetween(arrivedAt, at) >= settlingSeconds;
  const observer = instances.find(({ id }) => id === sighting.observer);
  const isWorthHearing = observer === undefined || isSettled(observer);
  const letterOf = (instance: KnownInstance): string => {
    if (instance.id === sighting.observer) return 'o';
    if (!isWorthHearing || instance.connected === null || !isSettled(instance)) return '-';
    return instance.connected ? 'c' : 'd';
  };
  const all = [...views, { at, observer: sighting.observer ?? '' }].slice(-maxViews);
  const kept = all.filter(
    (view, index) => secondsBetween(view.at, at) <= maxViewSeconds || index >= all.length - minViews,
  );
  const remembered = instances.map((instance) =>
    isAlive(instance) ? addCall(instance, letterOf(instance), kept.length, at) : withoutCalls(instance),
  );
  return { instances: remembered, views: remembered.some(({ calls }) => calls !== undefined) ? kept : [] };
}

function addCall(instance: KnownInstance, letter: string, count: number, at: Timestamp): KnownInstance {
  const { calls } = instance;
  if (calls === undefined && letter !== 'd') return instance;
  const views = `${(calls?.views ?? '').padStart(count - 1, '-')}${letter}`.slice(-count);
  if (!views.includes('d')) return withoutCalls(instance);
  return { ...instance, calls: { since: calls?.since ?? at, views } };
}

export function withoutCalls(instance: KnownInstance): KnownInstance {
  if (instance.calls === undefined) return instance;
  const { calls: _calls, ...rest } = instance;
  return rest;
}

/** Whether the last view called it disconnected. */
export const isCalledDisconnected = ({ calls }: KnownInstance): boolean => calls?.views.endsWith('d') ?? false;

/** Whether any answer has shown two processes connected: where none ever did, `connected` is worth nothing. */
export const showsConnection = ({ instances }: Sighting): boolean =>
  instances.some(({ connected, local }) => connected === true && !local);

/** As many views make sure of an instance, where it has not spoken for itself. */
const sureViews = 4;

/** Who is cut off from the others, as far as the last views show it. */
export interface CutOff {
  readonly ids: readonly string[];
  /** Whether more views may still show that somebody is. */
  readonly isUndecided: boolean;
}

interface Suspicion {
  /** Whether no view speaks against its being cut off. */
  readonly isPossible: boolean;
  /** Whether it has said so itself, and another has. */
  readonly isSure: boolean;
  /** Whether two others said so, several times. */
  readonly isSeenOften: boolean;
}

/**
 * Cut off are those that every view of the others called disconnected, and that either call all others disconnected
 * themselves, or were seen so by two others, several times. Where most would be, nobody is.
 */
export function cutOffInstances(instances: readonly KnownInstance[], views: readonly View[]): CutOff {
  const alive = instances.filter(isAlive);
  if (alive.length < 3) return { ids: [], isUndecided: false };
  const called = alive.filter(({ calls }) => calls !== undefined);
  const disconnectedIn = views.map(
    (_, index) => called.filter(({ calls }) => letterAt(calls, index, views.length) === 'd').length,
  );
  const judged = called.map((instance) => ({ id: instance.id, ...judgeCutOff(instance) }));
  function judgeCutOff({ id, calls }: KnownInstance): Suspicion {
    const seen = views.map(({ observer }, index) => ({
      observer,
      letter: letterAt(calls, index, views.length),
      disconnected: disconnectedIn[index] ?? 0,
    }));
    const own = seen.filter(({ observer }) => observer === id);
    const byOthers = seen.filter(({ observer, letter }) => observer !== id && (letter === 'd' || letter === 'c'));
    const callsAll = own.every(({ disconnected }) => disconnected === alive.length - 1);
    const isPossible = byOthers.every(({ letter }) => letter === 'd') && callsAll;
    const isSeenOften = byOthers.length >= sureViews && new Set(byOthers.map(({ observer }) => observer)).size >= 2;
    return { isPossible, isSure: isPossible && byOthers.length > 0 && own.length > 0, isSeenOften };
  }
  const isFew = (some: readonly unknown[]): boolean => some.length > 0 && 2 * some.length <= alive.length;
  const possible = judged.filter(({ isPossible }) => isPossible);
  // Several who have not spoken may still be connected to each other.
  const sure = judged.filter(
    ({ isSure, isPossible, isSeenOften }) => isSure || (isPossible && isSeenOften && possible.length === 1),
  );
  const shown = disconnectedIn.filter((count) => count > 0).length;
  const isUndecided = shown < sureViews && possible.length > 0;
  return { ids: isFew(sure) ? sure.map(({ id }) => id) : [], isUndecided: isUndecided && !isFew(sure) };
}

const letterAt = (calls: Calls | undefined, index: number, count: number): string =>
  calls?.views.padStart(count, '-').charAt(index) ?? '-';
