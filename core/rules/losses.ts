import { secondsBetween } from '../time.ts';
import type { Evidence, Incident, Reason } from '../incidents/incident.ts';
import type { KnownInstance } from '../cluster/state.ts';
import {
  endedOf,
  incidentsBySubject,
  incidentsOfKind,
  type Judgement,
  type EvaluationContext,
  type OngoingIncident,
} from './judgement.ts';

/**
 * Instances that were once seen healthy and are unresponsive or missing now, and that nothing replaced. Their clock
 * runs on while one becomes the other: it is one incident, whose kind is what is true now.
 *
 * @param restarts a loss that is part of a restart loop is told by that
 */
export function judgeLosses(scene: EvaluationContext, restarts: Judgement): Judgement {
  const previous = incidentsBySubject(scene.incidents, 'disappeared', 'unresponsive');
  const restarting = new Set(
    restarts.standing.flatMap(({ evidence }) => (evidence.kind === 'restarting' ? [evidence.latest] : [])),
  );
  const lost = scene.instances.filter(({ lostSince, replacedBy }) => lostSince !== null && replacedBy === null);
  const standing = lost
    .filter((instance) => !isAccepted(instance, scene))
    .map((instance) => judgeLoss(instance, previous.get(instance.id) ?? null, restarting.has(instance.id), scene));
  return { standing, ended: endedOf(previous, standing, scene, reasonOf) };
}

function judgeLoss(
  instance: KnownInstance,
  previous: Incident | null,
  isRestarting: boolean,
  scene: EvaluationContext,
): OngoingIncident {
  const evidence = evidenceOf(instance);
  const rule = scene.rules[evidence.kind];
  const since = instance.lostSince ?? scene.at;
  return {
    previous,
    key: `lost/${instance.id}`,
    subjects: [instance.id],
    severity: rule.severity,
    since,
    opens: !isRestarting && secondsBetween(since, scene.at) >= rule.forSeconds,
    evidence,
  };
}

const evidenceOf = (instance: KnownInstance): Extract<Evidence, { kind: 'disappeared' | 'unresponsive' }> =>
  instance.listed
    ? { kind: 'unresponsive', heartbeatAgeSeconds: instance.heartbeatAgeSeconds }
    : { kind: 'disappeared', lastSeenAt: instance.lastSeenAt };

/** Ids of the instances of which it is sure that they are lost. */
export const openLosses = (incidents: readonly Incident[]): ReadonlySet<string> =>
  new Set(
    incidentsOfKind(incidents, 'disappeared', 'unresponsive')
      .filter(({ state }) => state === 'open')
      .flatMap(({ subjects }) => subjects),
  );

/** A loss that nothing replaced for so long is taken as meant. */
export const isAccepted = (instance: KnownInstance, { rules, at }: Pick<EvaluationContext, 'rules' | 'at'>): boolean =>
  instance.lostSince !== null &&
  instance.replacedBy === null &&
  secondsBetween(instance.lostSince, at) >= rules.forgetAfterSeconds;

const reasonOf = (instance: KnownInstance | undefined): Reason =>
  instance?.lostSince === null ? 'returned' : 'accepted';
