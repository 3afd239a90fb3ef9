import { earlier, secondsBetween, type Timestamp } from '../base/time.ts';
import type { InstanceFacts } from '../cluster/instance-facts.ts';
import { nameOf } from '../cluster/instance-name.ts';
import { type Change, endOf } from '../incidents/incident.ts';
import { ruleOf } from '../rules/registry.ts';
import { durationText } from '../text/duration-text.ts';
import { foreignText } from '../text/foreign-text.ts';
import { spanText } from '../text/time-text.ts';
import { acknowledgedText } from './acknowledged-text.ts';
import { factsFor } from './headlines.ts';
import type { TextContext } from './text-context.ts';

const maxFactLength = 80;

/**
 * What else there is to say of a change, a few words each: since when, why now, and the process.
 *
 * @param next what a superseded incident goes on as; null where nothing in the alert is that
 */
export const detailsOf = (change: Change, context: TextContext, next: Change | null = null): readonly string[] => {
  const { incident, instances, reason } = change;
  const { at, time } = context;
  const single = instances.length === 1 ? instances : [];
  const { acknowledged } = incident;
  // Every channel shows the first of the details.
  const whose = acknowledged === undefined ? '' : `, ${acknowledgedText(acknowledged, time)}`;
  if (reason !== null) {
    return [`from ${spanText(incident.since, endBefore(next, change, at), time)}${whose}`, ...single.map(idText)];
  }
  return [
    `since ${time(incident.since)}${waitedText(change)}${whose}`,
    ...(wasMuted(change, at) ? ['muted until now'] : []),
    ...(ruleOf(incident.kind).texts.details?.(factsFor(change, context)) ?? []),
    ...single.flatMap((process) => processTexts(process, context)),
  ];
};

/** What goes on as something else ended when that began, not only when that was sent. */
const endBefore = (next: Change | null, { incident }: Change, at: Timestamp): Timestamp => {
  const end = endOf(incident, at);
  const isLater = next !== null && secondsBetween(incident.since, next.incident.since) > 0;
  return isLater ? earlier(next.incident.since, end) : end;
};

/** Why it is sent only now to those who did not get it at once. */
const waitedText = ({ change, after = [], incident: { acknowledged } }: Change): string => {
  if (change !== 'escalated') return '';
  const lasting = after.length === 0 ? '' : ` after ${durationText(Math.max(...after))}`;
  return `, still open${lasting}${acknowledged === undefined ? ', not acknowledged' : ''}`;
};

/** What opens is sent at once, unless a silence or a maintenance window mutes it. */
const wasMuted = ({ change, incident: { openedAt } }: Change, at: Timestamp): boolean =>
  change === 'opened' && openedAt !== null && openedAt !== at;

const processTexts = (process: InstanceFacts, { time }: TextContext): readonly string[] =>
  [
    ...(process.startedAt === null ? [] : [`process started ${time(process.startedAt)}`]),
    ...(process.heartbeatAt === null ? [] : [`last heartbeat ${time(process.heartbeatAt)}`]),
    ...(process.address === null || nameOf(process).includes(process.address) ? [] : [`address ${process.address}`]),
    ...(process.nodeVersion === null ? [] : [`Node ${process.nodeVersion}`]),
    idText(process),
  ].map((fact) => foreignText(fact, maxFactLength));

const idText = ({ id }: InstanceFacts): string => foreignText(`id ${id}`, maxFactLength);
