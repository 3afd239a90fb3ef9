import type { Instance } from '../observation/instance.ts';
import type { Incident, Reason } from '../incidents/incident.ts';
import { isAlive, type KnownInstance } from '../cluster/state.ts';
import { isAccepted } from './losses.ts';
import {
  endedOf,
  incidentsBySubject,
  type Judgement,
  type EvaluationContext,
  type OngoingIncident,
} from './judgement.ts';

/** Free memory of the host when the process started, in percent of the total; null where it is not known. */
export function freeMemoryPercent({ freeMemoryBytes, totalMemoryBytes }: Instance): number | null {
  if (freeMemoryBytes === null || totalMemoryBytes === null || totalMemoryBytes <= 0) return null;
  return freeMemoryBytes <= totalMemoryBytes ? (100 * freeMemoryBytes) / totalMemoryBytes : null;
}

/**
 * Processes that started with little memory free. The figure is written once, at process start, so the incident
 * opens at once and lasts as long as the process.
 */
export function judgeMemory(scene: EvaluationContext): Judgement {
  const previous = incidentsBySubject(scene.incidents, 'low-memory');
  const standing = scene.instances.flatMap((instance) =>
    judgeInstance(instance, previous.get(instance.id) ?? null, scene),
  );
  return { standing, ended: endedOf(previous, standing, scene, reasonOf) };
}

function judgeInstance(
  instance: KnownInstance,
  previous: Incident | null,
  scene: EvaluationContext,
): OngoingIncident[] {
  const { rules, at } = scene;
  const { freePercent: thresholdPercent, severity } = rules.lowMemory;
  const freePercent = freeMemoryPercent(instance);
  if (freePercent === null || freePercent >= thresholdPercent || instance.replacedBy !== null) return [];
  if (isAccepted(instance, scene)) return [];
  // Of one that is lost, or was never alive, nothing new is said.
  if (previous === null && !isAlive(instance)) return [];
  return [
    {
      previous,
      key: `low-memory/${instance.id}`,
      subjects: [instance.id],
      severity,
      since: previous?.since ?? at,
      opens: true,
      evidence: { kind: 'low-memory', freePercent, thresholdPercent },
    },
  ];
}

const reasonOf = (instance: KnownInstance | undefined): Reason =>
  instance?.lostSince === null ? 'rule-changed' : 'accepted';
