import type { Alert } from '../alerts/alert.ts';
import { titleOf } from '../alerts/subject.ts';
import { summaryOf } from '../alerts/headlines.ts';
import { unknownOrigin } from '../alerts/origin.ts';
import { contextOf } from '../alerts/text-context.ts';
import type { Timestamp } from '../base/time.ts';
import type { AlertMark } from './model.ts';

const maxMarks = 500;
const maxSummaries = 10;
const maxIncidents = 100;

/** The alerts of the checks, the earliest first. */
export class AlertMarks {
  #marks: readonly AlertMark[] = [];
  #omitted = 0;

  add(alert: Alert, deliveredAt: Timestamp | null): void {
    this.addMark(markOf(alert, deliveredAt));
  }

  /** Goes on with what was kept. */
  addMark(mark: AlertMark): void {
    const marks = [...this.#marks, mark];
    this.#omitted += Math.max(0, marks.length - maxMarks);
    this.#marks = marks.slice(-maxMarks);
  }

  addOmitted(count: number): void {
    this.#omitted += count;
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
    incidents: [...new Set(alert.changes.map(({ incident }) => incident.id))].slice(0, maxIncidents),
    deliveredAt,
  };
};
