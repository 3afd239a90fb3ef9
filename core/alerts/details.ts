import type { Timestamp } from '../base/time.ts';
import type { InstanceFacts } from '../cluster/instance-facts.ts';
import { nameOf } from '../cluster/instance-name.ts';
import { type Change, endOf } from '../incidents/incident.ts';
import { ruleOf } from '../rules/registry.ts';
import { foreignText } from '../text/foreign-text.ts';
import { acknowledgedText } from './acknowledged-text.ts';
import { factsFor } from './headlines.ts';
import type { TextContext } from './text-context.ts';

const maxFactLength = 80;

/** What else there is to say of a change, a few words each: since when, why now, and the process. */
export const detailsOf = (change: Change, context: TextContext): readonly string[] => {
  const { incident, instances, reason } = change;
  const { at, time } = context;
  const single = instances.length === 1 ? instances : [];
  const { acknowledged } = incident;
  // Every channel shows the first of the details.
  const whose = acknowledged === undefined ? '' : `, ${acknowledgedText(acknowledged, time)}`;
  if (reason !== null) {
    return [`from ${time(incident.since)} to ${time(endOf(incident, at))}${whose}`, ...single.map(idText)];
  }
  return [
    `since ${time(incident.since)}${whose}`,
    ...(wasMuted(change, at) ? ['muted until now'] : []),
    ...(ruleOf(incident.kind).texts.details?.(factsFor(change, context)) ?? []),
    ...single.flatMap((process) => processTexts(process, context)),
  ];
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
