import { isNoAnswer } from '../observation/probe-result.ts';
import { secondsBetween } from '../time.ts';
import type { Evidence, Incident, Reason } from '../incidents/incident.ts';
import { ownAnswer } from '../cluster/probes.ts';
import { isAlive, type KnownInstance } from '../cluster/state.ts';
import {
  endedOf,
  incidentsBySubject,
  isOpen,
  type Judgement,
  type EvaluationContext,
  type OngoingIncident,
} from './judgement.ts';

type NotReady = Extract<Incident, { readonly kind: 'not-ready' }>;
type Answer = Extract<Evidence, { readonly kind: 'not-ready' }>['answer'];

/**
 * Processes whose heartbeat is fresh but which say that they are not ready, or no longer answer that. Silence counts
 * only of one that once said it was ready, and only while another instance is heard: else it may be the way there
 * that is broken.
 *
 * @param losses what is lost is told by that
 */
export function judgeReadiness(scene: EvaluationContext, losses: Judgement): Judgement {
  const previous = incidentsBySubject(scene.incidents, 'not-ready');
  const lostForSure = new Set(losses.standing.filter(isOpen).flatMap(({ subjects }) => subjects));
  const isAnyHeard = scene.instances.some((instance) => (ownAnswer(instance)?.ready ?? null) !== null);
  const standing = scene.instances
    .filter(({ id, replacedBy }) => replacedBy === null && !lostForSure.has(id))
    .flatMap((instance) => judgeInstance(instance, previous.get(instance.id) ?? null, isAnyHeard, scene));
  return { standing, ended: endedOf(previous, standing, scene, reasonOf) };
}

function judgeInstance(
  instance: KnownInstance,
  previous: NotReady | null,
  isAnyHeard: boolean,
  scene: EvaluationContext,
): OngoingIncident[] {
  const { at, rules } = scene;
  if (instance.listed && instance.live === undefined) return [];
  const ready = isAlive(instance) ? (ownAnswer(instance)?.ready ?? null) : null;
  if (ready === true) return [];
  const seen = isAlive(instance) ? answerOf(instance, isAnyHeard) : null;
  const answer = seen ?? previous?.answer ?? null;
  if (answer === null) return [];
  const since = previous?.since ?? at;
  return [
    {
      previous,
      key: `not-ready/${instance.id}`,
      subjects: [instance.id],
      severity: rules.notReady.severity,
      since,
      opens: seen !== null && secondsBetween(since, at) >= rules.notReady.forSeconds,
      evidence: { kind: 'not-ready', answer },
    },
  ];
}

function answerOf(instance: KnownInstance, isAnyHeard: boolean): Answer | null {
  const own = ownAnswer(instance);
  if (own?.ready === false) return 'unavailable';
  const isSilent = own !== null && isNoAnswer(own.readyTrouble) && (instance.probed?.onceReady ?? false);
  return isSilent && isAnyHeard ? 'none' : null;
}

function reasonOf(instance: KnownInstance | undefined): Reason {
  if (instance?.lostSince !== null) return 'superseded';
  return instance.live === undefined ? 'rule-changed' : 'ready';
}
