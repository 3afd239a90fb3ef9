import { dayAndTimeText } from '../../core/text/time-text.ts';
import type { Span } from '../../adapters/dynamodb/history.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { Problem } from '../base/problem.ts';
import { momentForms, readMoment } from './moment.ts';

/** The moments between which a command line asks, as they are written there. */
export interface SpanOptions {
  readonly since: string;
  readonly until: string;
}

/**
 * The span of time that a command line means.
 *
 * @throws Problem where a moment cannot be read, or none lies between the two
 */
export function readSpan({ since, until }: SpanOptions, now: Timestamp): Span {
  const span = { since: momentOf('--since', since, now, 'start'), until: momentOf('--until', until, now, 'end'), now };
  if (secondsBetween(span.since, span.until) >= 0) return span;
  throw new Problem(`--since ${since} is after --until ${until}: nothing lies between ${spanText(span)}`);
}

/** @throws Problem where it cannot be read */
export function momentOf(option: string, text: string, now: Timestamp, edge: 'start' | 'end' = 'start'): Timestamp {
  const moment = readMoment(text, now, edge);
  if (moment === null) throw new Problem(`${option} "${oneLine(text, 40)}" is not a time: write ${momentForms}`);
  return moment;
}

/** `2026-11-21 19:20 UTC and 2026-11-21 20:20 UTC` */
export const spanText = ({ since, until }: Pick<Span, 'since' | 'until'>): string =>
  `${dayAndTimeText(since)} and ${dayAndTimeText(until)}`;
