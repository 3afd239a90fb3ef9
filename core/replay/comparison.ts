import { secondsBetween, type Timestamp } from '../base/time.ts';
import { ruleOf } from '../rules/registry.ts';
import type { SentIncident } from './sent-incidents.ts';

/**
 * What other rules make of an incident: sent all the same, earlier or later; spared; or sent only by them.
 */
export const verdicts = ['same', 'sooner', 'later', 'spared', 'new'] as const;
export type Verdict = (typeof verdicts)[number];

/** An incident as it was sent, and as other rules would have sent it: at least one of the two. */
export type Comparison = Sides & {
  readonly verdict: Verdict;
  /** By how much it would have been sent later, earlier where negative; null where only one of the two sent it. */
  readonly laterBySeconds: number | null;
};

type Sides =
  | { readonly sent: SentIncident; readonly replayed: SentIncident | null }
  | { readonly sent: null; readonly replayed: SentIncident };

/**
 * Brings together what was sent and what would have been, in the order in which they were sent. Two are the same
 * trouble if they have the same id; or, since other rules may see the beginning of a trouble at another check, if
 * they are of the same sort, about the same subjects, and overlap in time.
 */
export function compareIncidents(sent: readonly SentIncident[], replayed: readonly SentIncident[]): Comparison[] {
  const free = new Set(replayed);
  const take = (found: SentIncident | undefined): SentIncident | null => {
    if (found === undefined) return null;
    free.delete(found);
    return found;
  };
  const sameById = new Map(sent.map((one) => [one, take([...free].find(({ id }) => id === one.id))]));
  const comparisons = sent.map((one) =>
    compare(one, sameById.get(one) ?? take([...free].find((other) => areSameIncident(one, other)))),
  );
  return [...comparisons, ...[...free].map(newIncident)].sort(byTime);
}

const newIncident = (replayed: SentIncident): Comparison => ({
  sent: null,
  replayed,
  verdict: 'new',
  laterBySeconds: null,
});

function compare(sent: SentIncident, replayed: SentIncident | null): Comparison {
  if (replayed === null) return { sent, replayed, verdict: 'spared', laterBySeconds: null };
  const laterBySeconds = secondsBetween(sent.openedAt, replayed.openedAt);
  const verdict = laterBySeconds === 0 ? 'same' : laterBySeconds > 0 ? 'later' : 'sooner';
  return { sent, replayed, verdict, laterBySeconds };
}

const areSameIncident = (one: SentIncident, other: SentIncident): boolean =>
  isSameSort(one, other) &&
  (one.subjects.length === 0 || one.subjects.some((id) => other.subjects.includes(id))) &&
  isBefore(one.openedAt, other.endedAt) &&
  isBefore(other.openedAt, one.endedAt);

/** Kinds that are judged as one turn into one another: a loss is one incident, still listed or not. */
const isSameSort = (one: SentIncident, other: SentIncident): boolean =>
  one.kind === other.kind || ruleOf(one.kind).judge === ruleOf(other.kind).judge;

const isBefore = (time: Timestamp, end: Timestamp | null): boolean => end === null || secondsBetween(time, end) >= 0;

const timeOf = (one: Comparison): Timestamp => (one.sent ?? one.replayed).openedAt;

const byTime = (a: Comparison, b: Comparison): number => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0);
