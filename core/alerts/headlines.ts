import { secondsBetween, type Timestamp } from '../base/time.ts';
import { nameOf, shortName } from '../cluster/instance-name.ts';
import { isSamePlace } from '../cluster/replacement.ts';
import { type Change, endOf } from '../incidents/incident.ts';
import { ruleOf } from '../rules/registry.ts';
import { durationText } from '../text/duration-text.ts';
import { counted, listed } from '../text/words.ts';

const maxNames = 3;

/** What a change is about, by name. */
export const namesOf = ({ instances, incident }: Change): readonly string[] =>
  instances.length > 0 ? instances.map(nameOf) : incident.subjects.map(shortName);

/** What is wrong, in one line without a full stop; of a reminder, that it still is. */
export const ongoingText = (change: Change, at: Timestamp): string => {
  const { incident, instances } = change;
  const isReminder = change.change === 'reminder';
  return ruleOf(incident.kind).texts.headline({
    incident,
    isReminder,
    who: listed(namesOf(change), maxNames),
    instances,
    lasting: isReminder ? `, for ${durationText(secondsBetween(incident.since, at))} now${relapsesText(incident)}` : '',
    at,
  });
};

const relapsesText = ({ relapses = 0 }: Change['incident']): string =>
  relapses === 0 ? '' : `, gone and back ${counted(relapses, 'time')}`;

/** Why an incident ended and how long it lasted, in one line without a full stop. */
export const resolutionText = (change: Change, reason: string, at: Timestamp): string => {
  const { incident, replacedBy, instances } = change;
  const who = listed(namesOf(change), maxNames);
  const lasted = durationText(secondsBetween(incident.since, endOf(incident, at)));
  const resolution = ruleOf(incident.kind).texts.resolutions[reason];
  if (resolution === undefined) return `${who === '' ? incident.kind : who}: over (${reason}), after ${lasted}`;
  const by = replacedBy === null ? '' : ` by ${nameOf(replacedBy)}`;
  const isSure = replacedBy !== null && instances.some((one) => isSamePlace(one, replacedBy));
  return resolution.headline({ incident, who, replaced: isSure ? 'replaced' : 'probably replaced', by, lasted });
};

/** A change in one line without a full stop: what is wrong, or why it is over. */
const headlineOf = (change: Change, at: Timestamp): string =>
  change.reason === null ? ongoingText(change, at) : resolutionText(change, change.reason, at);

/**
 * A change in one line for a reader who gets nothing else: the headline, and where that is of little use without it,
 * what to do.
 *
 * @param at the check that says it
 */
export const summaryOf = (change: Change, at: Timestamp): string => {
  const { texts } = ruleOf(change.incident.kind);
  const headline = headlineOf(change, at);
  const isAdvised = change.reason === null && (texts.isAdviceVital ?? false);
  return isAdvised ? `${asSentence(headline)} ${texts.advice(change.incident)}` : headline;
};

/** The headline of a summary, for a reader who gets the advice elsewhere. */
export const withoutAdvice = (summary: string, advice: string): string =>
  summary.endsWith(` ${advice}`) ? summary.slice(0, -` ${advice}`.length).replace(/\.$/, '') : summary;

const asSentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);
