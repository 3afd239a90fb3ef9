import type { Timestamp } from '../base/time.ts';
import type { InstanceFacts } from '../cluster/instance-facts.ts';
import { nameOf, shortName } from '../cluster/instance-name.ts';
import { type Change, endOf } from '../incidents/incident.ts';
import { ruleOf } from '../rules/registry.ts';
import { foreignText } from '../text/foreign-text.ts';
import { timeText } from '../text/time-text.ts';

const maxFactLength = 80;

/**
 * What else there is to say of a change, a few words each: which instances say so, since when, and the process.
 *
 * @param names what people call the instances of the alert, by id
 */
export const detailsOf = (change: Change, at: Timestamp, names: ReadonlyMap<string, string>): readonly string[] => {
  const { incident, instances, reason } = change;
  const single = instances.length === 1 ? instances : [];
  if (reason !== null) {
    return [`from ${timeText(incident.since, at)} to ${timeText(endOf(incident, at), at)}`, ...single.map(idText)];
  }
  const own = ruleOf(incident.kind).texts.details?.(incident, (id) => names.get(id) ?? shortName(id)) ?? [];
  return [
    ...own,
    `since ${timeText(incident.since, at)}`,
    ...(wasMuted(change, at) ? ['not sent until now'] : []),
    ...single.flatMap((process) => processTexts(process, at)),
  ];
};

/** What opens is sent at once, unless a silence or a maintenance window mutes it. */
const wasMuted = ({ change, incident: { openedAt } }: Change, at: Timestamp): boolean =>
  change === 'opened' && openedAt !== null && openedAt !== at;

const processTexts = (process: InstanceFacts, at: Timestamp): readonly string[] =>
  [
    ...(process.startedAt === null ? [] : [`process started ${timeText(process.startedAt, at)}`]),
    ...(process.heartbeatAt === null ? [] : [`last heartbeat ${timeText(process.heartbeatAt, at)}`]),
    ...(process.address === null || nameOf(process).includes(process.address) ? [] : [`address ${process.address}`]),
    ...(process.nodeVersion === null ? [] : [`Node ${process.nodeVersion}`]),
    idText(process),
  ].map((fact) => foreignText(fact, maxFactLength));

const idText = ({ id }: InstanceFacts): string => foreignText(`id ${id}`, maxFactLength);
