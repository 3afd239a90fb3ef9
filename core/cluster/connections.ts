import { secondsBetween, type Timestamp } from '../base/time.ts';
import type { Sighting } from '../observation/observation.ts';
import { isAlive, type KnownInstance } from './known-instance.ts';

/*
 * What an answer says of connections is gossip, not the state of a link: a process that lost one peer may be told of
 * it by another, and call it connected; a third may repeat that a peer is lost. So nothing is made of one answer, or
 * of one pair: what counts is what the last answers say of an instance, and of the workspace.
 */

/** What the last views said of an instance's connections. */
export interface Calls {
  /** The observation that first called it disconnected. */
  readonly since: Timestamp;
  /**
   * One character for each of the last views, the oldest first: `d` where it was called disconnected, `c` connected,
   * `o` where it was the observer itself, `-` where nothing can be said.
   */
  readonly views: string;
}

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

function withoutCalls(instance: KnownInstance): KnownInstance {
  if (instance.calls === undefined) return instance;
  const { calls: _calls, ...rest } = instance;
  return rest;
}

/** Whether the last view called it disconnected. */
export const isCalledDisconnected = ({ calls }: KnownInstance): boolean => calls?.views.endsWith('d') ?? false;

/** Whether any answer has shown two processes connected: where none ever did, `connected` is worth nothing. */
export const showsConnection = ({ instances }: Sighting): boolean =>
  instances.some(({ connected, local }) => connected === true && !local);

/** As many views of others as make sure of an instance, where it has not spoken for itself. */
const sureViews = 4;

/**
 * The instances that are cut off for sure: those that every view of the others called disconnected, and that either
 * call all others disconnected themselves, or were seen so by two others, several times.
 */
export function cutOffInstances(instances: readonly KnownInstance[], views: readonly View[]): readonly string[] {
  const alive = instances.filter(isAlive);
  if (alive.length < 3) return [];
  const troubled = alive.filter(({ calls }) => calls !== undefined);
  const sees = views.map(({ observer }, index) => ({
    observer,
    disconnected: troubled.filter(({ calls }) => letterAt(calls, index, views.length) === 'd').length,
  }));
  const isCutOff = ({ id, calls }: KnownInstance): boolean => {
    const others = views.flatMap(({ observer }, index) => {
      const letter = letterAt(calls, index, views.length);
      return observer !== id && (letter === 'd' || letter === 'c') ? [{ observer, letter }] : [];
    });
    if (others.length === 0 || others.some(({ letter }) => letter === 'c')) return false;
    const own = sees.filter(({ observer }) => observer === id);
    const isAlone = own.length > 0 && own.every(({ disconnected }) => disconnected === alive.length - 1);
    const observers = new Set(others.map(({ observer }) => observer));
    return isAlone || (own.length === 0 && observers.size >= 2 && others.length >= sureViews);
  };
  const cutOff = troubled.filter(isCutOff).map(({ id }) => id);
  // Where all are, none is cut off from the others more than these from it.
  return cutOff.length > alive.length / 2 ? [] : cutOff;
}

const letterAt = (calls: Calls | undefined, index: number, count: number): string =>
  calls?.views.padStart(count, '-').charAt(index) ?? '-';
