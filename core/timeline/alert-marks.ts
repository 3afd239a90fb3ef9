import type { Alert } from '../alerts/alert.ts';
import { titleOf } from '../alerts/subject.ts';
import { summaryOf } from '../alerts/headlines.ts';
import { unknownOrigin } from '../alerts/origin.ts';
import { contextOf } from '../alerts/text-context.ts';
import type { Severity } from '../settings/values.ts';
import type { Timestamp } from '../base/time.ts';

/** An alert as it stands in a report. */
export interface AlertMark {
  readonly id: string;
  readonly takenAt: Timestamp;
  readonly severity: Severity;
  readonly title: string;
  /** Whether it holds nothing but resolutions. */
  readonly isOver: boolean;
  /** Its changes, one line each. */
  readonly summaries: readonly string[];
  readonly omittedSummaries: number;
  /** When it had been handed over; null where that is not known to have happened. */
  readonly deliveredAt: Timestamp | null;
}

const maxMarks = 500;
const maxSummaries = 10;

/** The alerts of the checks, the earliest first. */
export class AlertMarks {
  #marks: readonly AlertMark[] = [];
  #omitted = 0;

  add(alert: Alert, deliveredAt: Timestamp | null): void {
    const marks = [...this.#marks, markOf(alert, deliveredAt)];
    this.#omitted += Math.max(0, marks.length - maxMarks);
    this.#marks = marks.slice(-maxMarks);
  }

  get all(): readonly AlertMark[] {
    return this.#marks;
  }

  /** How many of the earliest are left out of the list. */
  get omitted(): number {
    return this.#omitted;
  }
}

const markOf = (alert: Alert, deliveredAt: Timestamp | null): AlertMark => {
  const context = contextOf(alert, unknownOrigin);
  return {
    id: alert.id,
    takenAt: alert.takenAt,
    severity: alert.severity,
    title: titleOf(alert),
    isOver: alert.changes.every(({ change }) => change === 'resolved'),
    summaries: alert.changes.slice(0, maxSummaries).map((change) => summaryOf(change, context)),
    omittedSummaries: Math.max(0, alert.changes.length - maxSummaries),
    deliveredAt,
  };
};
