import { type Change, endOf, type InstanceFacts, type Link } from '../incidents/incident.ts';
import type { Timestamp } from '../time.ts';
import { foreignText } from '../text/foreign-text.ts';
import { nameOf, shortName } from './instance-name.ts';
import { timeText } from '../text/time-text.ts';
import { listed } from '../text/words.ts';

const maxNames = 5;
const maxFactLength = 80;

/**
 * What else there is to say of a change, a few words each: who says so, since when, and the process.
 *
 * @param names what people call the instances of the alert, by id
 */
export const detailsOf = (change: Change, at: Timestamp, names: ReadonlyMap<string, string>): readonly string[] => {
  const { incident, instances, reason } = change;
  const single = instances.length === 1 ? instances : [];
  if (reason !== null) {
    return [`from ${timeText(incident.since, at)} to ${timeText(endOf(incident, at), at)}`, ...single.map(idOf)];
  }
  return [
    ...(incident.kind === 'disconnected' ? witnesses(incident.links, names) : []),
    `since ${timeText(incident.since, at)}`,
    ...(wasHeldBack(change, at) ? ['held back by a silence until now'] : []),
    ...single.flatMap((process) => factsOf(process, at)),
  ];
};

/** Whatever opens is told at once, unless a silence or a maintenance window holds it back. */
const wasHeldBack = ({ change, incident: { openedAt } }: Change, at: Timestamp): boolean =>
  change === 'opened' && openedAt !== null && openedAt !== at;

const factsOf = (process: InstanceFacts, at: Timestamp): readonly string[] =>
  [
    ...(process.startedAt === null ? [] : [`process started ${timeText(process.startedAt, at)}`]),
    ...(process.heartbeatAt === null ? [] : [`last heartbeat ${timeText(process.heartbeatAt, at)}`]),
    ...(process.address === null || nameOf(process).includes(process.address) ? [] : [`address ${process.address}`]),
    ...(process.nodeVersion === null ? [] : [`Node ${process.nodeVersion}`]),
    idOf(process),
  ].map((fact) => foreignText(fact, maxFactLength));

const idOf = ({ id }: InstanceFacts): string => foreignText(`id ${id}`, maxFactLength);

/** Who says of which connections that they are broken. */
const witnesses = (links: readonly Link[], names: ReadonlyMap<string, string>): readonly string[] => {
  const name = (id: string): string => names.get(id) ?? shortName(id);
  const peersOf = new Map<string, string[]>();
  for (const { observer, peer } of links) {
    const peers = peersOf.get(observer) ?? [];
    peersOf.set(observer, peers);
    peers.push(name(peer));
  }
  const all = [...peersOf].map(
    ([observer, peers]) => `${name(observer)} says it has no connection to ${listed(peers, maxNames)}`,
  );
  const more = all.length - maxNames;
  return more > 0 ? [...all.slice(0, maxNames), `${more} more say so of others`] : all;
};
