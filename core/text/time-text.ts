import type { Timestamp } from '../base/time.ts';

/** A time for a person who reads on the day of `at`: `19:20 UTC`, or `2026-11-20 19:20 UTC` where it was another day. */
export const timeText = (time: Timestamp, at: Timestamp): string =>
  dayOf(time) === dayOf(at) ? `${time.slice(11, 16)} UTC` : dayAndTimeText(time);

/** `2026-11-20 19:20 UTC` */
export const dayAndTimeText = (time: Timestamp): string => `${dayOf(time)} ${time.slice(11, 16)} UTC`;

const dayOf = (time: Timestamp): string => time.slice(0, 10);
