import { secondsBetween, type Timestamp } from '../base/time.ts';
import type { Severity } from '../settings/values.ts';
import { durationText } from '../text/duration-text.ts';

/** What a label is made of: a group of changes of one kind. */
export interface Labelled {
  readonly change: 'opened' | 'reminder' | 'escalated' | 'resolved' | 'notice';
  readonly severity: Severity;
  /** Why each of them ended; null of what goes on. */
  readonly reasons: ReadonlyArray<string | null>;
}

/** `CRITICAL`, `RESOLVED`; `CLOSED` of what did not recover, `UPDATE` of what another alert goes on with. */
export const labelOf = ({ change, severity, reasons }: Labelled): string => {
  if (change !== 'resolved') return severity.toUpperCase();
  if (reasons.every((reason) => reason === 'accepted')) return 'CLOSED';
  return reasons.every((reason) => reason === 'superseded') ? 'UPDATE' : 'RESOLVED';
};

/** What else a reader has to know of a label: `, REMINDER (4 h)`; `, ESCALATED (16 min)`; `, UPDATE of unreachable`; `, NOTICE`. */
export const markOf = (
  change: Labelled['change'],
  {
    since,
    at,
    formerKinds,
  }: { readonly since: Timestamp; readonly at: Timestamp; readonly formerKinds: readonly string[] },
): string => {
  if (change === 'reminder') return `, REMINDER (${durationText(secondsBetween(since, at))})`;
  if (change === 'escalated') return `, ESCALATED (${durationText(secondsBetween(since, at))})`;
  if (formerKinds.length > 0) return `, UPDATE of ${[...new Set(formerKinds)].join(' and ')}`;
  return change === 'notice' ? ', NOTICE' : '';
};
