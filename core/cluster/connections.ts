import { secondsBetween, type Timestamp } from '../base/time.ts';
import type { Sighting } from '../observation/observation.ts';
import { type Calls, isAlive, type KnownInstance } from './known-instance.ts';

/*
 * What an answer says of connections is gossip, not the state of a link: a process that lost one peer may hear of
 * it from another, and call it connected; a third may repeat that a peer is lost. So nothing is made of one answer, or
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

/** So many views may still show who is cut off. */
const decidingViews = 4;

/** Who is cut off from the others, as far as the last views show it. */
export interface CutOff {
  readonly ids: readonly string[];
  /** Whether more views may still show that somebody is. */
  readonly isUndecided: boolean;
}

/**
 * Cut off is what every view of the others called disconnected, and what calls all others disconnected itself: where a
 * single link is broken, others repeat what its ends say, but neither end has lost all. Where most would be cut off,
 * nobody is.
 */
export function cutOffInstances(instances: readonly KnownInstance[], views: readonly View[]): CutOff {
  const alive = instances.filter(isAlive);
  if (alive.length < 3) return { ids: [], isUndecided: false };
  const called = alive.filter(({ calls }) => calls !== undefined);
  const disconnectedIn = views.map(
    (_, index) => called.filter(({ calls }) => letterAt(calls, index, views.length) === 'd').length,
  );
  const suspicionOf = ({ id, calls }: KnownInstance): Suspicion => {
    const own = disconnectedIn.filter((_, index) => views[index]?.observer === id);
    const letters = views.map(({ observer }, index) => (observer === id ? '' : letterAt(calls, index, views.length)));
    const isPossible = !letters.includes('c') && own.every((count) => count === alive.length - 1);
    return { id, isPossible, isSure: isPossible && own.length > 0 && letters.includes('d') };
  };
  const suspicions = called.map(suspicionOf);
  const sure = suspicions.filter(({ isSure }) => isSure).map(({ id }) => id);
  const ids = 2 * sure.length <= alive.length ? sure : [];
  const shown = disconnectedIn.filter((count) => count > 0).length;
  const mayShow = shown < decidingViews && suspicions.some(({ isPossible }) => isPossible);
  // Where most say so of each other, it is decided that nobody is.
  return { ids, isUndecided: mayShow && sure.length === 0 };
}

interface Suspicion {
  readonly id: string;
  /** Whether no view speaks against its being cut off. */
  readonly isPossible: boolean;
  /** Whether it has said so itself, and another has. */
  readonly isSure: boolean;
}

const letterAt = (calls: Calls | undefined, index: number, count: number): string =>
  calls?.views.padStart(count, '-').charAt(index) ?? '-';
