import { secondsBetween } from '../time.ts';
import type { KnownInstance } from '../cluster/state.ts';
import {
  endIfStood,
  incidentsOfKind,
  isOpen,
  type Judgement,
  type EvaluationContext,
  type OngoingIncident,
} from './judgement.ts';

/**
 * Fewer healthy instances than expected. What is only pending as a loss or a disconnection does not count against
 * the number yet: it may be a process on its way to being replaced.
 *
 * @param losses and `disconnections`: what is said of the instances that are not healthy
 */
export function judgeCount(scene: EvaluationContext, losses: Judgement, disconnections: Judgement): Judgement {
  const { expected, forSeconds, severity } = scene.rules.tooFewInstances;
  const [previous = null] = incidentsOfKind(scene.incidents, 'too-few-instances');
  if (expected === null) return { standing: [], ended: endIfStood(previous, 'rule-changed') };

  const { healthy, undecided } = count(scene, losses, disconnections);
  if (healthy >= expected) return { standing: [], ended: endIfStood(previous, 'enough') };

  const since = previous?.since ?? scene.at;
  const standing: OngoingIncident = {
    previous,
    key: 'too-few-instances',
    subjects: [],
    severity,
    since,
    opens: healthy + undecided < expected && secondsBetween(since, scene.at) >= forSeconds,
    evidence: { kind: 'too-few-instances', healthy, expected },
  };
  return { standing: [standing], ended: [] };
}

/** `undecided`: instances that were healthy, are not now, and of which nothing has been said yet. */
function count(
  { instances }: EvaluationContext,
  losses: Judgement,
  disconnections: Judgement,
): { readonly healthy: number; readonly undecided: number } {
  const named = new Set(disconnections.standing.flatMap(({ subjects }) => subjects));
  const pending = [...losses.standing, ...disconnections.standing].filter((standing) => !isOpen(standing));
  const pendingIds = new Set(pending.flatMap(({ subjects }) => subjects));
  // Who is called disconnected hangs on who answered; what is cut off does not: it and its peers call each other so.
  const isHealthy = ({ id, status, onceHealthy }: KnownInstance): boolean =>
    onceHealthy && (status === 'healthy' || status === 'disconnected') && !named.has(id);
  return {
    healthy: instances.filter(isHealthy).length,
    undecided: instances.filter((instance) => !isHealthy(instance) && pendingIds.has(instance.id)).length,
  };
}
