import { secondsBetween, type Timestamp } from '../base/time.ts';
import type { FailureKind } from '../observation/failure.ts';
import type { Observation } from '../observation/observation.ts';
import type { KnownInstance } from './known-instance.ts';

/** How one of the last checks went. */
export interface RecentCheck {
  readonly at: Timestamp;
  readonly outcome: 'ok' | FailureKind;
  /** There where a process without its broker answered before another did. */
  readonly sawDegraded?: true;
}

/** What is frequent is judged by so many checks at least, over so many seconds at least. */
const minChecks = 10;
const minSeconds = 600;
/** Checks that follow each other more closely count as one, which went as the worse of them. */
const minIntervalSeconds = 5;

/** The last checks, this one included, the oldest first: as many as it takes to see what comes and goes. */
export function withCheck(
  before: readonly RecentCheck[],
  observation: Observation,
  at: Timestamp,
): readonly RecentCheck[] {
  const last = before.at(-1);
  const sawDegraded = observation.outcome === 'ok' && observation.degraded !== null;
  const check = { at, outcome: observation.outcome, ...(sawDegraded && { sawDegraded: true as const }) };
  const isTooClose = last !== undefined && secondsBetween(last.at, at) < minIntervalSeconds;
  const all = isTooClose
    ? [...before.slice(0, -1), isQuiet(last) ? { ...check, at: last.at } : last]
    : [...before, check];
  // The oldest goes where those after it still are enough.
  const first = all.findLastIndex((_, index) => areEnough(all.slice(index)));
  return all.slice(Math.max(0, first));
}

const isQuiet = ({ outcome, sawDegraded }: RecentCheck): boolean => outcome === 'ok' && !sawDegraded;

/** Whether they are as many, and as long, as it takes to say what is frequent. */
const areEnough = (checks: readonly RecentCheck[]): boolean => {
  const [first] = checks;
  const last = checks.at(-1);
  if (first === undefined || last === undefined || checks.length < minChecks) return false;
  return secondsBetween(first.at, last.at) >= minSeconds - 10;
};

/** Those of the last checks that went so, as far as they are at least half of enough checks; else null. */
export function frequent(
  checks: readonly RecentCheck[],
  isSuch: (check: RecentCheck) => boolean,
): readonly RecentCheck[] | null {
  const such = checks.filter(isSuch);
  return areEnough(checks) && 2 * such.length >= checks.length ? such : null;
}

/**
 * Whether it has come back among them. What went so in one stretch, however long, does not come and go: it is over
 * once it is over.
 */
export function hasComeBack(checks: readonly RecentCheck[], isSuch: (check: RecentCheck) => boolean): boolean {
  return comesBack.test(checks.map((check) => (isSuch(check) ? 1 : 0)).join(''));
}

const comesBack = /10+1/;

/** Of the last ten checks, those that went so. */
export const among10 = (
  checks: readonly RecentCheck[],
  isSuch: (check: RecentCheck) => boolean,
): readonly RecentCheck[] => checks.slice(-minChecks).filter(isSuch);

/** The instances with how they stood at this answer added to how they stood before. */
export const withCourse = (instances: readonly KnownInstance[], checks: readonly RecentCheck[]): KnownInstance[] => {
  const sightings = checks.filter(({ outcome }) => outcome === 'ok').length;
  return instances.map((instance) => {
    const isLost = instance.lostSince !== null && instance.replacedBy === null;
    if (!isLost && instance.course === undefined) return instance;
    const all = `${instance.course ?? ''}${isLost ? 1 : 0}`;
    const course = all.slice(Math.max(0, all.length - sightings));
    if (course.includes('1')) return { ...instance, course };
    const { course: _course, ...rest } = instance;
    return rest;
  });
};

/** Whether an instance was lost at half of the last answers at least, over long enough. */
export const isOftenLost = ({ course = '' }: KnownInstance, checks: readonly RecentCheck[]): boolean => {
  const sightings = checks.filter(({ outcome }) => outcome === 'ok');
  return areEnough(sightings) && 2 * course.replaceAll('0', '').length >= sightings.length;
};

/** Whether an instance was lost, there, and lost again at the last answers. */
export const cameAndWent = ({ course = '' }: KnownInstance): boolean => comesBack.test(course);

/** Nothing need be remembered of checks at which all was well. */
export const withoutQuiet = (
  checks: readonly RecentCheck[],
  instances: readonly KnownInstance[],
): readonly RecentCheck[] =>
  checks.every(isQuiet) && instances.every(({ course }) => course === undefined) ? [] : checks;
