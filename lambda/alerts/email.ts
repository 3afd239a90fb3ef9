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
const mostChanges = 12;
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
  const more = changes.length > mostChanges ? [`- and ${changes.length - mostChanges} more`] : [];
  const happened = [
    `${heading[change]}: ${kind} (${severity})`,
    ...changes.slice(0, mostChanges).map((one) => changeText(one, takenAt, names)),
    ...more,
  ].join('\n');
  if (change === 'resolved') return happened;
  return [
    happened,
    wrap(`How sure: ${certaintyOf(kind)}`, columns, '  '),
    wrap(`What to do: ${fixOf(changes[0].incident)}`, columns, '  '),
  ].join('\n\n');
};

const heading: Readonly<Record<Change['change'], string>> = {
  opened: 'NEW',
  reminder: 'STILL OPEN, nothing has changed',
  resolved: 'RESOLVED',
};

const changeText = (change: Change, at: Timestamp, names: ReadonlyMap<string, string>): string => {
  const { incident, instances } = change;
  const [process, ...others] = instances;
  const details = [
    `${change.change === 'resolved' ? 'It began at' : 'Since'} ${timeText(incident.since, at)}.`,
    ...(process !== undefined && others.length === 0 ? [factsText(process, at)] : []),
    ...(incident.kind === 'disconnected' && change.change !== 'resolved' ? [witnessText(incident.links, names)] : []),
  ];
  return [`- ${headlineOf(change, at)}.`, `  ${details.join(' ')}`].map((line) => wrap(line, columns, '  ')).join('\n');
};

const factsText = (process: InstanceFacts, at: Timestamp): string => {
  const facts = [
    ...(process.startedAt === null ? [] : [`started ${timeText(process.startedAt, at)}`]),
    ...(process.heartbeatAt === null ? [] : [`last heartbeat ${timeText(process.heartbeatAt, at)}`]),
    ...(process.address === null ? [] : [`address ${process.address}`]),
    ...(process.nodeVersion === null ? [] : [`Node ${process.nodeVersion}`]),
    `id ${process.id}`,
  ];
  return `The process: ${facts.map((fact) => oneLine(fact, longestFact)).join(', ')}.`;
};

/** Who says of which connections that they are broken. */
const witnessText = (links: readonly Link[], names: ReadonlyMap<string, string>): string => {
  const name = (id: string): string => names.get(id) ?? shortName(id);
  const peersOf = new Map<string, string[]>();
  for (const { observer, peer } of links) peersOf.set(observer, [...(peersOf.get(observer) ?? []), name(peer)]);
  const said = [...peersOf].map(([observer, peers]) => `${name(observer)} of ${listed(peers, mostNames)}`);
  return `Said by ${said.slice(0, mostNames).join('; ')}${said.length > mostNames ? '; and others' : ''}.`;
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
