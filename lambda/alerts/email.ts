import type { Change, InstanceFacts, Link } from '../health/incident.ts';
import type { Timestamp } from '../time.ts';
import { oneLine } from '../workspace/text.ts';
import type { Alert } from './alert.ts';
import { certaintyOf } from './certainty.ts';
import { fixOf } from './fix.ts';
import { type Group, groupsOf } from './groups.ts';
import { nameOf, shortName } from './place.ts';
import { headlineOf } from './summary.ts';
import { dayAndTimeText, timeText } from './time-text.ts';
import { counted, listed } from './words.ts';
import { wrap } from './wrap.ts';

const columns = 78;
/** Of one group; what is more is counted. */
const mostChanges = 20;
/** In a larger group, changes come without details. */
const mostDetailed = 5;
const mostNames = 5;
const longestFact = 80;

/** The text under an alert's subject, for a person: what happened, to which instance, since when, how sure, and what to do. */
export const emailOf = (alert: Alert): string => {
  const names = namesById(alert);
  const parts = [
    ...groupsOf(alert).map((group) => groupText(group, alert, names)),
    wrap(clusterText(alert), columns, ''),
    wrap(`Check of ${dayAndTimeText(alert.takenAt)}, alert ${oneLine(alert.id, longestFact)}`, columns, ''),
  ];
  return `${parts.join('\n\n')}\n`;
};

const groupText = (group: Group, { takenAt }: Alert, names: ReadonlyMap<string, string>): string => {
  const { change, kind, severity, changes } = group;
  const isDetailed = changes.length <= mostDetailed;
  const happened = [
    change === 'resolved'
      ? `RESOLVED: ${kind}`
      : `${change === 'opened' ? 'NEW' : 'STILL OPEN'}: ${kind} (${severity})`,
    ...changes
      .slice(0, mostChanges)
      .flatMap((one) => [
        wrap(`- ${headlineOf(one, takenAt)}`, columns, '  '),
        ...(isDetailed ? [`  ${wrap(detailsOf(one, takenAt, names).join('; '), columns, '  ')}`] : []),
      ]),
    ...(changes.length > mostChanges ? [`- and ${changes.length - mostChanges} more`] : []),
  ].join('\n');
  if (change === 'resolved') return happened;
  return [
    happened,
    wrap(`How sure: ${certaintyOf(kind)}`, columns, '  '),
    wrap(`What to do: ${fixOf(changes[0].incident)}`, columns, '  '),
  ].join('\n\n');
};

const detailsOf = (change: Change, at: Timestamp, names: ReadonlyMap<string, string>): readonly string[] => {
  const { incident, instances, reason } = change;
  const single = instances.length === 1 ? instances : [];
  if (reason !== null) {
    return [`from ${timeText(incident.since, at)} to ${timeText(at, at)}`, ...single.map(idOf)];
  }
  return [
    ...(incident.kind === 'disconnected' ? witnesses(incident.links, names) : []),
    `since ${timeText(incident.since, at)}`,
    ...single.flatMap((process) => factsOf(process, at)),
  ];
};

const factsOf = (process: InstanceFacts, at: Timestamp): readonly string[] =>
  [
    ...(process.startedAt === null ? [] : [`process started ${timeText(process.startedAt, at)}`]),
    ...(process.heartbeatAt === null ? [] : [`last heartbeat ${timeText(process.heartbeatAt, at)}`]),
    ...(process.address === null || nameOf(process).includes(process.address) ? [] : [`address ${process.address}`]),
    ...(process.nodeVersion === null ? [] : [`Node ${process.nodeVersion}`]),
    idOf(process),
  ].map((fact) => oneLine(fact, longestFact));

const idOf = ({ id }: InstanceFacts): string => oneLine(`id ${id}`, longestFact);

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
    ([observer, peers]) => `${name(observer)} says it has no connection to ${listed(peers, mostNames)}`,
  );
  const more = all.length - mostNames;
  return more > 0 ? [...all.slice(0, mostNames), `${more} more say so of others`] : all;
};

const namesById = ({ changes }: Alert): ReadonlyMap<string, string> =>
  new Map(changes.flatMap(({ instances }) => instances.map((instance) => [instance.id, nameOf(instance)])));

const clusterText = ({ changes, cluster }: Alert): string => {
  const isUnseen = changes.some(
    ({ reason, incident }) => reason === null && (incident.kind === 'unreachable' || incident.kind === 'unauthorized'),
  );
  const count = `${counted(cluster.listed, 'instance')} listed, ${cluster.healthy} healthy`;
  return isUnseen ? `The cluster when last seen: ${count}.` : `The cluster now: ${count}.`;
};
