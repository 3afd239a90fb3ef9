import type { Change } from '../incidents/incident.ts';
import type { Timestamp } from '../time.ts';
import { resolutionText } from '../rules/ending.ts';
import { adviceOf } from '../rules/fix.ts';
import { ongoingText } from '../rules/happening.ts';

/** A change in one line without a full stop: what is wrong, or why it is over. */
const headlineOf = (change: Change, at: Timestamp): string =>
  change.reason === null ? ongoingText(change, at) : resolutionText(change, change.reason, at);

/**
 * A change in one line for a reader who gets nothing else: the headline, and with a workspace that cannot be seen
 * what to do about it.
 *
 * @param at the check that tells it
 */
export const summaryOf = (change: Change, at: Timestamp): string => {
  const { kind } = change.incident;
  const needsFix = change.reason === null && (kind === 'unreachable' || kind === 'unauthorized');
  const headline = headlineOf(change, at);
  return needsFix ? `${asSentence(headline)} ${adviceOf(change.incident)}` : headline;
};

/** The headline of a summary, for a reader who gets the advice elsewhere. */
export const withoutAdvice = (summary: string, advice: string): string =>
  summary.endsWith(` ${advice}`) ? summary.slice(0, -` ${advice}`.length).replace(/\.$/, '') : summary;

const asSentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);
