import { secondsBetween } from '../time.ts';
import type { Incident } from '../incidents/incident.ts';
import type { KnownInstance } from '../cluster/state.ts';
import {
  type Ended,
  incidentsOfKind,
  type Judgement,
  type EvaluationContext,
  type OngoingIncident,
} from './judgement.ts';

type RestartLoop = Extract<Incident, { readonly kind: 'restarting' }>;

/**
 * One process after another in the same place. A rolling deploy replaces each process once; a loop replaces the
 * replacement. The incident follows the line of processes under the name of the one with which it was told.
 */
export function judgeRestarts(scene: EvaluationContext): Judgement {
  const { rules, incidents, instances } = scene;
  const previous = new Map(incidentsOfKind(incidents, 'restarting').map((incident) => [incident.latest, incident]));
  const standing: OngoingIncident[] = [];
  const followed = new Set<Incident>();

  for (const instance of instances) {
    if (instance.replacedBy !== null) continue;
    const incident = lineOf(instance, scene).flatMap((id) => previous.get(id) ?? [])[0] ?? null;
    const times = instance.replacedAt.length;
    if (incident === null ? times < rules.restarting.times : times === 0) continue;
    if (hasGone(instance, scene)) continue;
    if (incident !== null) followed.add(incident);
    standing.push({
      previous: incident,
      key: `restarting/${instance.id}`,
      subjects: incident?.subjects ?? [instance.id],
      severity: rules.restarting.severity,
      since: incident?.since ?? instance.replacedAt[0] ?? scene.at,
      opens: true,
      evidence: { kind: 'restarting', latest: instance.id, times, withinSeconds: rules.restarting.withinSeconds },
    });
  }
  const ended = [...previous.values()]
    .filter((incident) => !followed.has(incident))
    .map((incident) => end(incident, scene));
  return { standing, ended };
}

/** The process and those before it in its place, the youngest first: between two checks there may be several. */
function lineOf(instance: KnownInstance, { instanceById }: EvaluationContext): readonly string[] {
  const line = [instance.id];
  for (let id = instance.replaces; id !== null; id = instanceById.get(id)?.replaces ?? null) line.push(id);
  return line;
}

/** Nothing has come in its place for so long that it is a loss, not a loop. */
const hasGone = ({ lostSince }: KnownInstance, { rules, at }: EvaluationContext): boolean =>
  lostSince !== null && secondsBetween(lostSince, at) >= rules.replacementWindowSeconds;

function end(incident: RestartLoop, { instanceById }: EvaluationContext): Ended {
  const latest = instanceById.get(incident.latest);
  return { incident, reason: latest?.lostSince === null ? 'stable' : 'superseded', replacedBy: null };
}
