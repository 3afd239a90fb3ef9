import type { Course } from './course.ts';
import type { SentMessage } from './detectors/detector.ts';
import type { Profile } from './contest.ts';
import { type Cause, day, type Expectation, type Scenario, type Sight } from './scenario.ts';

/** What a detector's messages were worth in one run of a scenario. Each mistake is one line for a person. */
export interface Verdict {
  /** The causes about which an alert had to be sent. */
  readonly due: readonly string[];
  /** Those of them about which none was. */
  readonly missed: readonly string[];
  /** Those of them about which the first was sent later than it had to be. */
  readonly late: readonly string[];
  /** Openings and reminders for which there was no cause. */
  readonly falseAlarms: readonly string[];
  /** Causes whose end was not sent in time. */
  readonly missedEnds: readonly string[];
  /** Ends sent while the cause went on, or with a reason that is not so. */
  readonly falseEnds: readonly string[];
  /** All that a recipient got, reminders, ends and false ones included. */
  readonly messages: number;
  /** The most of them within 24 hours. */
  readonly maxMessagesADay: number;
  /** About how many causes an alert was sent. */
  readonly sent: number;
  /** For each cause about which an alert had to be sent and was: how long after it happened. */
  readonly delaysSeconds: readonly number[];
}

/** A call that failed may have begun before its cause was over. */
const graceSeconds = 30;

/** What is kept about a cause while messages are gone through. */
interface Account {
  readonly cause: Cause;
  readonly expectation: Expectation;
  readonly about: ReadonlySet<string> | null;
  readonly openings: Array<Pick<SentMessage, 'kinds' | 'subjects'> & { readonly atSeconds: number }>;
  readonly openKeys: Set<string>;
  endedAtSeconds: number | null;
}

/** Compares what was sent at each check with what should have been. */
export function judge(
  scenario: Scenario,
  profile: Profile,
  course: Course,
  sent: ReadonlyArray<readonly SentMessage[]>,
): Verdict {
  const sight = sightOf(course, scenario, profile);
  const accounts = scenario.causes.flatMap((cause) => {
    const expectation = cause.expected(sight);
    return expectation === null ? [] : [openAccount(cause, expectation, course)];
  });
  const falseAlarms: string[] = [];
  const falseEnds: string[] = [];
  course.checks.forEach(({ seenAtSeconds: atSeconds }, index) => {
    const line = (one: SentMessage): string => describeSent(one, atSeconds, course);
    const ofCheck = sent[index] ?? [];
    for (const one of ofCheck.filter(({ change }) => change === 'opened' || change === 'notice')) {
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
  const sentAccounts = accounts.filter(({ openings }) => openings.length > 0);
  const sentAt = course.checks.flatMap(({ seenAtSeconds }, index) =>
    (sent[index] ?? []).length > 0 ? [seenAtSeconds] : [],
  );
  return {
    due: accounts.filter(isDue).map(({ cause }) => cause.what),
    missed: accounts.filter((account) => isDue(account) && !wasSent(account)).map(({ cause }) => cause.what),
    late: accounts.filter(isLate).map(describeLate),
    falseAlarms,
    missedEnds: sentAccounts
      .filter(isEndMissed)
      .map(({ cause, endedAtSeconds }) => describeMiss(cause, endedAtSeconds)),
    falseEnds,
    messages: sentAt.length,
    maxMessagesADay: maxWithinADay(sentAt),
    sent: sentAccounts.length,
    delaysSeconds: sentAccounts.filter(isDue).map(delayOf),
  };
}

/** Three minutes, where no replacement has taught it otherwise. */
const untaughtFor = { minSeconds: 180, maxSeconds: 180 };
const taughtFor = { minSeconds: 60, maxSeconds: 300 };

function sightOf({ checks }: Course, { teachesAuto = false, workspace }: Scenario, profile: Profile): Sight {
  const { everySeconds, lossForSeconds: forSeconds } = profile;
  const auto = teachesAuto ? taughtFor : untaughtFor;
  return {
    everySeconds,
    checksAtSeconds: checks.map(({ seenAtSeconds }) => seenAtSeconds),
    sightingsAtSeconds: checks.flatMap(({ observation, seenAtSeconds }) =>
      observation.outcome === 'ok' && (observation.instances.length > 0 || workspace?.mode === 'microservices')
        ? [seenAtSeconds]
        : [],
    ),
    lossFor: forSeconds === null ? auto : { minSeconds: forSeconds, maxSeconds: forSeconds },
  };
}

function maxWithinADay(sentAt: readonly number[]): number {
  let first = 0;
  let max = 0;
  sentAt.forEach((at, index) => {
    while ((sentAt[first] ?? at) <= at - day) first += 1;
    max = Math.max(max, index - first + 1);
  });
  return max;
}

function openAccount(cause: Cause, expectation: Expectation, { idOf }: Course): Account {
  const about = cause.about === null ? null : new Set(cause.about.map((name) => idOf(name) ?? `nobody called ${name}`));
  return { cause, expectation, about, openings: [], openKeys: new Set(), endedAtSeconds: null };
}

/**
 * The causes that a message may be about. One that names instances is about the first cause that it fits, or about
 * several whose instances it names between them; one that names none is about all that go on.
 */
function accountsFor(one: SentMessage, accounts: readonly Account[], atSeconds: number): readonly Account[] {
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

function noteOpening(account: Account, { change, key, kinds, subjects }: SentMessage, atSeconds: number): void {
  account.openings.push({ atSeconds, kinds, subjects });
  if (change === 'opened') account.openKeys.add(key);
  account.endedAtSeconds = null;
}

/** Until its end is due, what was sent may be sent again. */
const mayRemind = ({ openKeys, expectation }: Account, { key }: SentMessage, atSeconds: number): boolean =>
  openKeys.has(key) && atSeconds <= (expectation.endLatestSeconds ?? Infinity);

/** Returns whether that was right. */
function noteEnd(account: Account, { key, reason }: SentMessage, atSeconds: number): boolean {
  const { openKeys, cause } = account;
  openKeys.delete(key);
  if (openKeys.size > 0) return true;
  account.endedAtSeconds = atSeconds;
  if (reason === 'accepted' || cause.comesAndGoes) return true;
  if (atSeconds < (cause.untilSeconds ?? Infinity)) return false;
  return reason === null || cause.endReasons === null || cause.endReasons.includes(reason);
}

const isDue = ({ expectation }: Account): boolean => expectation.sending === 'must';

const isLate = (account: Account): boolean =>
  isDue(account) && wasSent(account) && !wasSent(account, account.expectation.latestSeconds);

/** Whether it was sent by then, for each of its instances where each is to be named. */
function wasSent({ cause, expectation: { calledAs }, about, openings }: Account, bySeconds = Infinity): boolean {
  const inTime = openings.filter(
    ({ atSeconds, kinds }) => atSeconds <= bySeconds && (calledAs === null || kinds.includes(calledAs)),
  );
  if (!cause.namesEach || about === null) return inTime.length > 0;
  return [...about].every((id) => inTime.some(({ subjects }) => subjects?.includes(id) ?? true));
}

const delayOf = ({ cause, openings }: Account): number =>
  Math.min(...openings.map(({ atSeconds }) => atSeconds)) - cause.fromSeconds;

const isEndMissed = ({ expectation, openKeys, endedAtSeconds }: Account): boolean =>
  expectation.endLatestSeconds !== null &&
  (openKeys.size > 0 || (endedAtSeconds ?? Infinity) > expectation.endLatestSeconds);

const describeLate = ({ cause, openings, expectation: { latestSeconds } }: Account): string =>
  `${describeMiss(cause, openings[0]?.atSeconds)}, at ${clockText(latestSeconds)} at the latest`;

const describeMiss = ({ what }: Cause, atSeconds: number | null | undefined): string =>
  atSeconds === null || atSeconds === undefined ? what : `${what}: only at ${clockText(atSeconds)}`;

/** For a person: what was sent, about which instances, and when. */
export const describeSent = (
  { change, kinds, subjects, reason }: SentMessage,
  atSeconds: number,
  { nameOf }: Pick<Course, 'nameOf'>,
): string =>
  [clockText(atSeconds), change, kinds.join(' or '), subjects?.map(nameOf).join('+'), reason]
    .filter((part) => part !== null && part !== undefined && part !== '')
    .join(' ');

/** Minutes and seconds since the beginning. */
export const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
