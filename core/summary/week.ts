import { nextBeginnings } from '../incidents/maintenance.ts';
import { plusSeconds, type Timestamp } from '../base/time.ts';

/** When a summary is sent, every week. */
export interface SummaryTime {
  /** As cron writes it, at one minute of one day of the week: `0 8 * * 1`. */
  readonly cron: string;
  /** Of the clock that says so. */
  readonly timeZone: string;
}

/** The time that a summary is about. */
export interface Week {
  readonly from: Timestamp;
  /** When it is due. */
  readonly to: Timestamp;
}

const twoWeeksAndMore = 15 * 86_400;

/** The week whose summary was due last at a moment, from that time of the week to the same: clocks may change in it. */
export const weekDue = (time: SummaryTime, at: Timestamp): Week => {
  const due = nextBeginnings(time, plusSeconds(at, -twoWeeksAndMore), 4).filter((one) => one <= at);
  const [from, to] = due.slice(-2);
  if (from === undefined || to === undefined) throw new Error(`${time.cron} is not due every week`);
  return { from, to };
};

/** The next time that a summary is due after a moment. */
export const nextDue = (time: SummaryTime, at: Timestamp): Timestamp => {
  const [next] = nextBeginnings(time, at, 1);
  if (next === undefined) throw new Error(`${time.cron} is never due`);
  return next;
};
