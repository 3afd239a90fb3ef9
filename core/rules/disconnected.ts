import { secondsBetween, type Timestamp } from '../time.ts';
import { betweenTheLiving } from '../cluster/connections.ts';
import type { Incident, Link } from '../incidents/incident.ts';
import { groupConnections, nameCutOff, type Partition } from '../cluster/partition.ts';
import type { BrokenConnection } from '../cluster/state.ts';
import {
  type Ended,
  incidentsOfKind,
  isOpen,
  type Judgement,
  type EvaluationContext,
  type OngoingIncident,
} from './judgement.ts';

type Disconnection = Extract<Incident, { readonly kind: 'disconnected' }>;

/** For so long the links of an open one must be well again before it is over: one that flaps is one cause. */
export const steadyAfterSeconds = 300;

/**
 * Connections between living instances that are broken. What hangs together is one incident, whichever of its
 * instances shows it; it opens at a check at which one of the two ends says again what either said long enough ago.
 *
 * @param losses an open loss tells more than the connection it broke; while it is pending, so is everything else
 */
export function judgeConnections(scene: EvaluationContext, losses: Judgement): Judgement {
  const { rules, at } = scene;
  const lostForSure = new Set(losses.standing.filter(isOpen).flatMap(({ subjects }) => subjects));
  const connections = scene.brokenConnections.filter((word) => !ends(word).some((id) => lostForSure.has(id)));
  const living = betweenTheLiving(connections, scene.instances);
  const hasLasted = linksThatLasted(living, rules.disconnected.forSeconds, at);

  const unclaimed = new Set(incidentsOfKind(scene.incidents, 'disconnected').sort(bySince));
  const groups = groupConnections(connections, [...unclaimed].map(instancesOf));
  const standing: OngoingIncident[] = [];
  const ended: Ended[] = [];
  for (const group of groups) {
    const [heir = null, ...others] = [...unclaimed].filter((incident) => concerns(incident, group));
    for (const incident of [heir, ...others]) if (incident !== null) unclaimed.delete(incident);
    ended.push(...others.map((incident): Ended => ({ incident, reason: 'superseded', replacedBy: null })));
    standing.push(judgeGroup(group, heir, hasLasted, scene));
  }
  for (const incident of unclaimed) {
    const end = endDisconnection(incident, lostForSure, scene);
    if (end === null) standing.push(mended(incident, scene));
    else ended.push(end);
  }
  return { standing, ended };
}

function judgeGroup(
  group: Partition,
  previous: Disconnection | null,
  hasLasted: (word: BrokenConnection) => boolean,
  scene: EvaluationContext,
): OngoingIncident {
  // What was told under a name ends under that name; what has come to light since is in the evidence.
  const subjects = previous?.toldAt ? previous.subjects : nameCutOff(group);
  return {
    previous,
    key: `disconnected/${subjects.join('+')}`,
    subjects,
    severity: scene.rules.disconnected.severity,
    since: previous?.since ?? earliest(group.connections.map(({ since }) => since)) ?? scene.at,
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

const mended = (incident: Disconnection, { at }: EvaluationContext): OngoingIncident => ({
  previous: incident,
  key: `disconnected/${incident.subjects.join('+')}`,
  subjects: incident.subjects,
  severity: incident.severity,
  since: incident.since,
  opens: false,
  evidence: { kind: 'disconnected', links: incident.links, mendedAt: incident.mendedAt ?? at },
});

/** Null where all is well again, but not yet for long. */
function endDisconnection(
  incident: Disconnection,
  lostForSure: ReadonlySet<string>,
  { instanceById, at }: EvaluationContext,
): Ended | null {
  const reconnected: Ended = { incident, reason: 'reconnected', replacedBy: null };
  const involved = instancesOf(incident).map((id) => instanceById.get(id));
  const replacedBy = involved.find((instance) => instance?.replacedBy)?.replacedBy ?? null;
  const isToldByLoss = involved.some((instance) => instance === undefined || lostForSure.has(instance.id));
  if (incident.mendedAt === undefined) {
    if (replacedBy !== null) return { incident, reason: 'replaced', replacedBy };
    if (isToldByLoss) return { incident, reason: 'superseded', replacedBy: null };
  }
  return replacedBy !== null || isToldByLoss || isSteady(incident, at) ? reconnected : null;
}
