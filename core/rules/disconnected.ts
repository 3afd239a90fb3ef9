import * as v from 'valibot';
import { list, text } from '../base/stored-values.ts';
import { secondsBetween, type Timestamp } from '../base/time.ts';
import { betweenTheLiving, type BrokenConnection } from '../cluster/connections.ts';
import { groupConnections, nameCutOff, type Partition } from '../cluster/partition.ts';
import type { Incident } from '../incidents/incident.ts';
import { type EndedIncident, type Judgement, openSubjects, type OngoingIncident } from '../incidents/judgement.ts';
import { forSetting, severitySetting } from '../settings/setting.ts';
import { timeText } from '../text/time-text.ts';
import { counted, listed as listedNames } from '../text/words.ts';
import { judgeLosses } from './losses.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, type Findings, incidentsOf } from './rule.ts';

const evidence = {
  /** Of one that has mended, those that mended last. */
  links: list(v.object({ observer: text, peer: text })),
};
type Disconnected = EvidenceOf<'disconnected', typeof evidence>;
type Disconnection = Incident<Disconnected>;

/** A broken connection between two instances, and which of the two said so last. */
export type Link = Disconnected['links'][number];

/** For so long the links of an open one must be well again before it is over: one that flaps is one cause. */
export const steadyAfterSeconds = 300;

/**
 * Connections between living instances that are broken. What hangs together is one incident, whichever of its
 * instances shows it; it opens at a check at which one of the two ends says again what either said long enough ago.
 * An open loss says more than the connection it broke; while it is pending, so is everything else.
 */
export function judgeConnections(context: EvaluationContext, findings: Findings): Judgement {
  const { at, instances } = context;
  const lost = openSubjects(findings.of(judgeLosses));
  const connections = context.brokenConnections.filter((word) => !ends(word).some((id) => lost.has(id)));
  const { forSeconds, severity } = context.settingsOf(disconnected);
  const hasLasted = linksThatLasted(betweenTheLiving(connections, instances), forSeconds, at);

  const unclaimed = new Set(incidentsOf(disconnected, context.incidents).sort(bySince));
  const ongoing: OngoingIncident[] = [];
  const ended: EndedIncident[] = [];
  for (const group of groupConnections(connections, [...unclaimed].map(instancesOf))) {
    const [heir = null, ...others] = [...unclaimed].filter((incident) => concerns(incident, group));
    for (const incident of [heir, ...others]) if (incident !== null) unclaimed.delete(incident);
    ended.push(...others.map((incident): EndedIncident => ({ incident, reason: 'superseded', replacedBy: null })));
    ongoing.push({ ...judgeGroup(group, heir, hasLasted, at), severity });
  }
  for (const incident of unclaimed) {
    const end = endDisconnection(incident, lost, context);
    if (end === null) ongoing.push(mended(incident, context));
    else ended.push(end);
  }
  return { ongoing, ended };
}

function judgeGroup(
  group: Partition,
  previous: Disconnection | null,
  hasLasted: (word: BrokenConnection) => boolean,
  at: Timestamp,
): Omit<OngoingIncident<Disconnected>, 'severity'> {
  // What was opened under a name ends under that name; what has come to light since is in the evidence.
  const subjects = previous?.toldAt ? previous.subjects : nameCutOff(group);
  return {
    previous,
    key: `disconnected/${subjects.join('+')}`,
    subjects,
    since: previous?.since ?? earliest(group.connections.map(({ since }) => since)) ?? at,
    opens: group.connections.some(hasLasted),
    evidence: { kind: 'disconnected', links: group.connections.map(({ observer, peer }) => ({ observer, peer })) },
  };
}

/** Whether this check confirmed a link between living instances that either end first called broken long enough ago. */
function linksThatLasted(
  living: readonly BrokenConnection[],
  forSeconds: number,
  at: Timestamp,
): (word: BrokenConnection) => boolean {
  const since = new Map<string, Timestamp>();
  for (const word of living) {
    const known = since.get(linkOf(word));
    if (known === undefined || secondsBetween(word.since, known) > 0) since.set(linkOf(word), word.since);
  }
  return (word) => {
    const first = since.get(linkOf(word));
    return word.confirmedAt === at && first !== undefined && secondsBetween(first, at) >= forSeconds;
  };
}

const ends = ({ observer, peer }: Link): [string, string] => [observer, peer];

const linkOf = (link: Link): string => ends(link).sort().join('+');

const instancesOf = ({ links }: Disconnection): string[] => [...new Set(links.flatMap(ends))];

const concerns = (incident: Disconnection, group: Partition): boolean =>
  instancesOf(incident).some((id) => group.ends.has(id));

const bySince = (a: Incident, b: Incident): number => secondsBetween(b.since, a.since) || (a.id < b.id ? -1 : 1);

const earliest = (times: readonly Timestamp[]): Timestamp | undefined =>
  [...times].sort((a, b) => secondsBetween(b, a))[0];

const isSteady = ({ state, mendedAt }: Disconnection, at: Timestamp): boolean =>
  state === 'pending' || (mendedAt !== undefined && secondsBetween(mendedAt, at) >= steadyAfterSeconds);

const mended = (incident: Disconnection, { at }: EvaluationContext): OngoingIncident<Disconnected> => ({
  previous: incident,
  key: `disconnected/${incident.subjects.join('+')}`,
  subjects: incident.subjects,
  severity: incident.severity,
  since: incident.since,
  opens: false,
  evidence: { kind: 'disconnected', links: incident.links },
  mendedAt: incident.mendedAt ?? at,
});

/** Null where all is well again, but not yet for long. */
function endDisconnection(
  incident: Disconnection,
  lost: ReadonlySet<string>,
  { instanceById, at }: EvaluationContext,
): EndedIncident | null {
  const involved = instancesOf(incident).map((id) => instanceById.get(id));
  const replacedBy = involved.find((instance) => instance?.replacedBy)?.replacedBy ?? null;
  const isLost = involved.some((instance) => instance === undefined || lost.has(instance.id));
  if (incident.mendedAt === undefined) {
    if (replacedBy !== null) return { incident, reason: 'replaced', replacedBy };
    if (isLost) return { incident, reason: 'superseded', replacedBy: null };
  }
  const isOver = replacedBy !== null || isLost || isSteady(incident, at);
  return isOver ? { incident, reason: 'reconnected', replacedBy: null } : null;
}

const brokenConnectionsText = ({ subjects, links }: Disconnection): string => {
  const others = new Set(links.flatMap(ends));
  for (const subject of subjects) others.delete(subject);
  if (others.size > 0) return `not connected to ${counted(others.size, 'other instance')}`;
  return subjects.length > 2 ? 'not all connected to each other' : 'not connected to each other';
};

const maxNames = 5;

/** Which instances say of which connections that they are broken. */
const witnesses = (links: readonly Link[], nameOf: (id: string) => string): readonly string[] => {
  const peersOf = new Map<string, string[]>();
  for (const { observer, peer } of links) {
    const peers = peersOf.get(observer) ?? [];
    peersOf.set(observer, peers);
    peers.push(nameOf(peer));
  }
  const all = [...peersOf].map(
    ([observer, peers]) => `${nameOf(observer)} says it has no connection to ${listedNames(peers, maxNames)}`,
  );
  const more = all.length - maxNames;
  return more > 0 ? [...all.slice(0, maxNames), `${more} more say so of others`] : all;
};

const isOne = ({ subjects }: Incident): boolean => subjects.length === 1;

/** Instances run, but are not connected to each other. */
export const disconnected = defineRule({
  kind: 'disconnected',
  key: 'disconnected',
  meaning: 'Two instances run but are not connected to each other.',
  settings: { for: forSetting(60, '3m'), severity: severitySetting('warning') },
  evidence,
  judge: judgeConnections,
  partsOf: ({ subjects, links }) => (links.length === 0 ? [subjects] : links.map(ends)),
  texts: {
    headline: ({ incident, isReminder, who, lasting, at }) =>
      incident.mendedAt === undefined
        ? `${who} ${isOne(incident) ? 'is' : 'are'}${isReminder ? ' still' : ''} ${brokenConnectionsText(incident)}${lasting}`
        : `${who} ${isOne(incident) ? 'was' : 'were'} ${brokenConnectionsText(incident)} until ${timeText(incident.mendedAt, at)}`,
    subject: ({ some, listed, lasting }) => `${some(listed)} disconnected${lasting}`,
    advice: () =>
      'See whether these instances reach each other over the network; if they do, restart the one that is cut off. Until then, people on one side may not see at once what happens on the other.',
    certainty:
      'One end of each connection says so, while the heartbeats of both ends are fresh. The other end is asked only when the load balancer leads there.',
    details: ({ links }, nameOf) => witnesses(links, nameOf),
    resolutions: {
      reconnected: {
        headline: ({ incident, who, lasted }) =>
          `${who} ${isOne(incident) ? 'is' : 'are'} connected again, after ${lasted}`,
        subject: (instances) => `${instances} connected again`,
      },
      replaced: {
        headline: ({ who, by, lasted }) =>
          `broken connections of ${who} ended with one end replaced${by}, after ${lasted}`,
        subject: (instances) => `${instances} replaced`,
      },
      superseded: {
        headline: ({ who, lasted }) => `broken connections of ${who}, for ${lasted}, are told by another alert now`,
        subject: () => 'told by another alert now',
      },
    },
  },
  example: {
    sinceSeconds: 120,
    status: 'disconnected',
    incident: ({ first, second, thirdId }) => ({
      evidence: {
        kind: 'disconnected',
        links: [
          { observer: second.id, peer: first.id },
          { observer: first.id, peer: thirdId },
        ],
      },
    }),
    variants: {
      'two-halves': ({ first, second }) => ({
        evidence: { kind: 'disconnected', links: [{ observer: first.id, peer: second.id }] },
        instances: [first, second],
      }),
    },
  },
});
