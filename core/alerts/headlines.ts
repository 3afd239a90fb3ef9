import { plusSeconds, secondsBetween } from '../base/time.ts';
import { nameOf, shortName } from '../cluster/instance-name.ts';
import { isSamePlace } from '../cluster/replacement.ts';
import { type Change, endOf, type Evidence } from '../incidents/incident.ts';
import { shortIdOf } from '../incidents/short-id.ts';
import { ruleOf } from '../rules/registry.ts';
import type { IncidentFacts, ResolutionFacts } from '../rules/texts.ts';
import { durationText } from '../text/duration-text.ts';
import { counted, listed } from '../text/words.ts';
import { asSentence } from './sentences.ts';
import type { TextContext } from './text-context.ts';

const maxNames = 3;

/** What a change is about, by name. */
export const namesIn = ({ instances, incident }: Change, { names }: Pick<TextContext, 'names'>): readonly string[] =>
  instances.length > 0
    ? instances.map((instance) => names.get(instance.id) ?? nameOf(instance))
    : incident.subjects.map(shortName);

/** @param who what the text calls its subjects */
export const factsFor = (change: Change, context: TextContext, who = whoIn(change, context)) => {
  const { incident, instances } = change;
  const own = namesIn(change, context);
  return {
    incident,
    instances,
    who,
    others: context.present.filter((name) => !own.includes(name)),
    time: context.time,
  } satisfies IncidentFacts<Evidence>;
};

const whoIn = (change: Change, context: TextContext): string => listed(namesIn(change, context), maxNames);

/** What is wrong, in one line without a full stop; of a reminder, that it still is. */
export const ongoingText = (change: Change, context: TextContext): string => {
  const { incident } = change;
  const isReminder = change.change === 'reminder' || change.change === 'escalated';
  return ruleOf(incident.kind).texts.headline({
    ...factsFor(change, context),
    isReminder,
    lasting: isReminder
      ? `, for ${durationText(secondsBetween(incident.since, context.at))} now${relapsesText(incident)}`
      : '',
  });
};

const relapsesText = ({ relapses = 0 }: Change['incident']): string =>
  relapses === 0 ? '' : `, gone and back ${counted(relapses, 'time')}`;

/** What texts of an end may use. */
export const endingFacts = (
  change: Change,
  context: TextContext,
  who = whoIn(change, context),
): ResolutionFacts<Evidence> => {
  const { incident, replacedBy, instances } = change;
  const isSure = replacedBy !== null && instances.some((one) => isSamePlace(one, replacedBy));
  return {
    incident,
    who,
    replaced: isSure ? 'replaced' : 'probably replaced',
    by: replacedBy === null ? '' : ` by ${nameOf(replacedBy) === who ? 'the next process there' : nameOf(replacedBy)}`,
    // Measured between answers, of which one may take a little longer than the other.
    lasted: durationText(Math.round(secondsBetween(incident.since, endOf(incident, context.at)))),
  };
};

/** Why an incident ended and how long it lasted, in one line without a full stop. */
export const resolutionText = (change: Change, reason: string, context: TextContext): string => {
  const facts = endingFacts(change, context);
  const resolution = ruleOf(change.incident.kind).texts.resolutions[reason];
  if (resolution !== undefined) return resolution.headline(facts);
  return `${facts.who === '' ? change.incident.kind : facts.who}: over (${reason}), after ${facts.lasted}`;
};

/** What to do about an incident. */
export const adviceOf = (change: Change, context: TextContext): string => {
  const { incident } = change;
  const { forgetAfterSeconds, command } = context;
  const advice = ruleOf(incident.kind).texts.advice({
    ...factsFor(change, context),
    closesAt: forgetAfterSeconds === null ? null : plusSeconds(incident.since, forgetAfterSeconds),
    command,
  });
  if (change.change !== 'escalated' || command === null) return advice;
  const acknowledge = command(`incident ack ${shortIdOf(incident.id)} --by NAME`);
  return `${advice} Acknowledge it: \`${acknowledge}\`.`;
};

/** A change in one line without a full stop: what is wrong, or why it is over. */
const headlineOf = (change: Change, context: TextContext): string =>
  change.reason === null ? ongoingText(change, context) : resolutionText(change, change.reason, context);

/**
 * A change in one line for a reader who gets nothing else: the headline, and where that is of little use without it,
 * what to do.
 */
export const summaryOf = (change: Change, context: TextContext): string => {
  const { texts } = ruleOf(change.incident.kind);
  const headline = headlineOf(change, context);
  const isAdvised = change.reason === null && (texts.isAdviceVital ?? false);
  return isAdvised ? `${asSentence(headline)} ${adviceOf(change, context)}` : headline;
};
