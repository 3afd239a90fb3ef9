import type { Course } from './course.ts';
import type { Told } from './detectors/detector.ts';
import type { Cause, Expectation, Scenario } from './scenario.ts';

/** What a detector's messages were worth in one run of a scenario. Each mistake is one line for a person. */
export interface Verdict {
  /** How many causes had to be told. */
  readonly causes: number;
  /** Causes that had to be told and never were. */
  readonly missed: readonly string[];
  /** Causes that were told later than they had to be. */
  readonly late: readonly string[];
  /** Openings and reminders for which there was no cause. */
  readonly falseAlarms: readonly string[];
  /** Causes whose end was not told in time. */
  readonly missedEnds: readonly string[];
  /** Ends told of what went on, or for a reason that is not so. */
  readonly falseEnds: readonly string[];
  /** For each cause that was told: how many checks opened something about it. */
  readonly messages: readonly number[];
  /** For each cause that had to be told and was: how long it could have been seen by then. */
  readonly delaysSeconds: readonly number[];
}

/** A call that failed may have begun before its cause was over. */
const graceSeconds = 30;

/** What is kept about a cause while messages are gone through. */
interface Account {
  readonly cause: Cause;
  readonly expectation: Expectation;
  readonly about: ReadonlySet<string> | null;
  readonly openings: Array<Pick<Told, 'kinds' | 'subjects'> & { readonly atSeconds: number }>;
  readonly openKeys: Set<string>;
  endedAtSeconds: number | null;
}

/** Holds what was told at each check against what should have been. */
export function judge(
  scenario: Scenario,
  everySeconds: number,
  course: Course,
  told: ReadonlyArray<readonly Told[]>,
): Verdict {
  const accounts = scenario.causes.flatMap((cause) => {
    const expectation = cause.expected(everySeconds);
    return expectation === null ? [] : [openAccount(cause, expectation, course)];
  });
  const falseAlarms: string[] = [];
  const falseEnds: string[] = [];
  course.checks.forEach(({ seenAtSeconds: atSeconds }, index) => {
    const line = (one: Told): string => describeSent(one, atSeconds, course);
    const ofCheck = told[index] ?? [];
    for (const one of ofCheck.filter(({ change }) => change === 'opened')) {
      const matching = accountsFor(one, accounts, atSeconds);
      if (matching.length === 0) falseAlarms.push(line(one));
      for (const account of matching) noteOpening(account, one, atSeconds);
    }
    for (const one of ofCheck.filter(({ change }) => change === 'reminder')) {
      if (!accounts.some((account) => mayRemind(account, one, atSeconds))) falseAlarms.push(line(one));
    }
    for (const one of ofCheck.filter(({ change }) => change === 'resolved')) {
      for (const account of accounts.filter(({ openKeys }) => openKeys.has(one.key))) {
        if (!noteEnd(account, one, atSeconds)) falseEnds.push(line(one));
      }
    }
  });
  const toldAccounts = accounts.filter(({ openings }) => openings.length > 0);
  return {
    causes: accounts.filter(isDue).length,
    missed: accounts.filter((account) => isDue(account) && !isTold(account)).map(({ cause }) => cause.what),
    late: accounts.filter(isLate).map(({ cause, openings }) => describeMiss(cause, openings[0]?.atSeconds)),
    falseAlarms,
    missedEnds: toldAccounts
      .filter(isEndMissed)
      .map(({ cause, endedAtSeconds }) => describeMiss(cause, endedAtSeconds)),
    falseEnds,
    messages: toldAccounts.map(({ openings }) => new Set(openings.map(({ atSeconds }) => atSeconds)).size),
    delaysSeconds: toldAccounts.filter(isDue).map(delayOf),
  };
}

function openAccount(cause: Cause, expectation: Expectation, { idOf }: Course): Account {
  const about = cause.about === null ? null : new Set(cause.about.map((name) => idOf(name) ?? `nobody called ${name}`));
  return { cause, expectation, about, openings: [], openKeys: new Set(), endedAtSeconds: null };
}

/**
 * The causes that a message may be about. One that names instances is about the first cause that it fits, or about
 * several whose instances it names between them; one that names none is about all that go on.
 */
function accountsFor(one: Told, accounts: readonly Account[], atSeconds: number): readonly Account[] {
  const going = accounts.filter(
    ({ cause }) =>
      cause.kinds.some((kind) => one.kinds.includes(kind)) &&
      atSeconds >= cause.fromSeconds &&
      atSeconds <= (cause.untilSeconds ?? Infinity) + graceSeconds,
  );
  const { subjects } = one;
  if (subjects === null) return going;
  const fitting = going.filter(({ about }) => about === null || subjects.every((id) => about.has(id)));
  const first = fitting.find(({ openings }) => openings.length === 0) ?? fitting[0];
  if (first !== undefined) return [first];
  const sharing = going.filter(({ about }) => subjects.some((id) => about?.has(id)));
  return subjects.every((id) => sharing.some(({ about }) => about?.has(id))) ? sharing : [];
}

function noteOpening(account: Account, { key, kinds, subjects }: Told, atSeconds: number): void {
  account.openings.push({ atSeconds, kinds, subjects });
  account.openKeys.add(key);
  account.endedAtSeconds = null;
}

/** Until its end is due, what was told may be told again. */
const mayRemind = ({ openKeys, expectation }: Account, { key }: Told, atSeconds: number): boolean =>
  openKeys.has(key) && atSeconds <= (expectation.endLatestSeconds ?? Infinity);

/** Returns whether that was right. */
function noteEnd(account: Account, { key, reason }: Told, atSeconds: number): boolean {
  const { openKeys, cause } = account;
  openKeys.delete(key);
  if (openKeys.size > 0) return true;
  account.endedAtSeconds = atSeconds;
  if (reason === 'accepted' || cause.comesAndGoes) return true;
  if (atSeconds < (cause.untilSeconds ?? Infinity)) return false;
  return reason === null || cause.endReasons === null || cause.endReasons.includes(reason);
}

const isDue = ({ expectation }: Account): boolean => expectation.told === 'must';

const isLate = (account: Account): boolean =>
  isDue(account) && isTold(account) && !isTold(account, account.expectation.latestSeconds);

/** Whether it was told by then, and of each of its instances where each is to be told of. */
function isTold({ cause, expectation: { calledAs }, about, openings }: Account, bySeconds = Infinity): boolean {
  const inTime = openings.filter(
    ({ atSeconds, kinds }) => atSeconds <= bySeconds && (calledAs === null || kinds.includes(calledAs)),
  );
  if (!cause.namesEach || about === null) return inTime.length > 0;
  return [...about].every((id) => inTime.some(({ subjects }) => subjects?.includes(id) ?? true));
}

/** One that is told before it could be seen for sure is told at once. */
const delayOf = ({ cause, openings }: Account): number =>
  Math.max(0, Math.min(...openings.map(({ atSeconds }) => atSeconds)) - cause.visibleFromSeconds);

const isEndMissed = ({ expectation, openKeys, endedAtSeconds }: Account): boolean =>
  expectation.endLatestSeconds !== null &&
  (openKeys.size > 0 || (endedAtSeconds ?? Infinity) > expectation.endLatestSeconds);

const describeMiss = ({ what }: Cause, atSeconds: number | null | undefined): string =>
  atSeconds === null || atSeconds === undefined ? what : `${what}: only at ${clockText(atSeconds)}`;

/** For a person: what was told, about whom, and when. */
export const describeSent = (
  { change, kinds, subjects, reason }: Told,
  atSeconds: number,
  { nameOf }: Pick<Course, 'nameOf'>,
): string =>
  [clockText(atSeconds), change, kinds.join(' or '), subjects?.map(nameOf).join('+'), reason]
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join(' ');

/** Minutes and seconds since the beginning. */
export const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
