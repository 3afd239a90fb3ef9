import type { Instance } from '../../../core/observation/instance.ts';
import { observationOf, readRecording, type RecordedCall } from '../../fixtures/recordings.ts';
import { type CourseOfEvents, play } from './play.ts';

/** One answer that showed the list. Times are seconds since 1970. */
export interface Sighting {
  readonly at: number;
  readonly instances: readonly Instance[];
  readonly observer: string | null;
}

/** The calls of a course of events: the recorded ones, or the simulated ones under a seed. */
type Source = readonly [name: string, calls: readonly RecordedCall[]];

const seeds = [1, 2, 3, 4, 5];

/** The same course, as it was recorded and as it is simulated: what is true of the one must be true of the other. */
export const sourcesOf = (recording: string, course: CourseOfEvents): readonly Source[] => [
  ['recorded', readRecording(recording)],
  ...seeds.map((seed): Source => [`simulated, seed ${seed}`, play(course, seed)]),
];

/** A time of the day of the recordings, or one as it stands in an answer, in seconds since 1970. */
export const time = (text: string): number => Date.parse(text.includes('T') ? text : `2026-11-27T${text}.000Z`) / 1000;

export const sightingsOf = (calls: readonly RecordedCall[]): readonly Sighting[] =>
  calls.flatMap((call) => {
    const observation = observationOf(call);
    return observation.outcome === 'ok' ? [{ ...observation, at: time(call.at) }] : [];
  });

/** Those that came between two times of the day. */
export const between = <T extends { readonly at: number | string }>(
  all: readonly T[],
  from: string,
  to: string,
): readonly T[] =>
  all.filter(({ at }) => {
    const seconds = typeof at === 'string' ? time(at) : at;
    return seconds >= time(from) && seconds < time(to);
  });

/** One listing of one process. */
export interface Listing {
  readonly at: number;
  readonly instance: Instance;
  readonly heartbeatAgeSeconds: number;
  readonly secondsSinceRegistered: number;
  /** Whose view it is. */
  readonly observer: string | null;
}

const listingsIn = ({ at, instances, observer }: Sighting): readonly Listing[] =>
  instances.map((instance) => ({
    at,
    instance,
    observer,
    heartbeatAgeSeconds: at - time(instance.heartbeatAt ?? ''),
    secondsSinceRegistered: at - time(instance.registeredAt ?? ''),
  }));

/** Every listing of every process, or of one. */
export const listingsOf = (sightings: readonly Sighting[], id?: string): readonly Listing[] =>
  sightings.flatMap(listingsIn).filter(({ instance }) => id === undefined || instance.id === id);

/** The id of the process that lived at that time and answers to the description, the youngest where several do. */
export function livingAt(sightings: readonly Sighting[], when: string, is: (instance: Instance) => boolean): string {
  const last = sightings.findLast(({ at }) => at < time(when));
  const living = last === undefined ? [] : listingsIn(last).filter((one) => one.heartbeatAgeSeconds < 15);
  const id = living.findLast(({ instance }) => is(instance))?.instance.id;
  if (id === undefined) throw new Error(`no such process lived at ${when}`);
  return id;
}

export const isAt =
  (host: string) =>
  (instance: Instance): boolean =>
    instance.host === host;

/** For how long after that time a process was listed: until the last answer that does, and until the first that does not. */
export function listedFor(
  sightings: readonly Sighting[],
  id: string,
  since: number,
): { readonly atLeast: number; readonly atMost: number } {
  const later = sightings.filter(({ at }) => at >= since);
  const gone = later.find(({ instances }) => instances.every((one) => one.id !== id));
  const last = later.findLast(
    ({ at, instances }) => at < (gone?.at ?? Infinity) && instances.some((one) => one.id === id),
  );
  return { atLeast: (last?.at ?? since) - since, atMost: (gone?.at ?? Infinity) - since };
}

export const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;

export const idsIn = (sightings: readonly Sighting[]): ReadonlySet<string> =>
  new Set(sightings.flatMap(({ instances }) => instances.map(({ id }) => id)));
