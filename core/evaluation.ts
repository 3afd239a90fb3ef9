import type { Timestamp } from './time.ts';
import type { Observation, Sighting } from './observation/observation.ts';
import { forgetLost, markDisconnected, updateConnections } from './cluster/connections.ts';
import { judgeFreshness } from './cluster/freshness.ts';
import type { Change } from './incidents/incident.ts';
import { recognise } from './cluster/recognition.ts';
import { judgeCount } from './rules/too-few-instances.ts';
import { judgeConnections } from './rules/disconnected.ts';
import type { Judgement, EvaluationContext } from './rules/judgement.ts';
import { isAccepted, judgeLosses, openLosses } from './rules/losses.ts';
import { judgeLiveMemory } from './rules/memory.ts';
import { judgeMemory } from './rules/low-memory.ts';
import { judgeReadiness } from './rules/not-ready.ts';
import { judgeFailure, judgeReached } from './rules/reachability.ts';
import { judgeRestarts } from './rules/restarting.ts';
import { probeRemarks, rememberProbes } from './cluster/probes.ts';
import { pairReplacements } from './cluster/replacement.ts';
import type { Rules } from './rules/rules.ts';
import type { Silence } from './incidents/silence.ts';
import type { HealthState } from './cluster/state.ts';
import { type LifecycleContext, advanceIncidents } from './incidents/lifecycle.ts';

export interface EvaluationInput {
  /** What the check before this one left known; null at the first check. */
  readonly previous: HealthState | null;
  readonly observation: Observation;
  readonly rules: Rules;
  readonly silences: readonly Silence[];
  /** The time of the check. */
  readonly at: Timestamp;
}

export interface Evaluation {
  /** What the next check goes on from. */
  readonly state: HealthState;
  /** What is to be told, in no particular order. */
  readonly changes: readonly Change[];
  /** What was passed over or put off, one line for a person each. */
  readonly remarks: readonly string[];
}

const nothingKnown: HealthState = {
  instances: [],
  incidents: [],
  brokenConnections: [],
  seenAt: null,
  emptySince: null,
};

/**
 * What a check makes of what it saw. The same input always gives the same result; the order of the entries in an
 * answer does not matter.
 */
export function evaluate({ previous, observation, rules, silences, at }: EvaluationInput): Evaluation {
  const before = previous ?? nothingKnown;
  const treatment: LifecycleContext = { at, rules, silences, instances: byId(before.instances) };
  if (observation.outcome !== 'ok') {
    // Not seeing is not absence: whatever is known about instances stays as it is.
    const judgement = judgeFailure(observation, before.incidents, rules, at);
    const { incidents, changes } = advanceIncidents(before.incidents, [judgement], treatment);
    return { state: { ...before, incidents }, changes, remarks: [] };
  }
  if (isUnconfirmedEmptiness(observation, before)) {
    const { incidents, changes } = advanceIncidents(before.incidents, [judgeReached(before.incidents)], treatment);
    const remark = 'the list of instances is empty, though the process that answered should be in it';
    return { state: { ...before, incidents, emptySince: at }, changes, remarks: [remark] };
  }
  return evaluateSighting(observation, before, treatment);
}

/** Emptiness is believed when it is seen twice. */
const isUnconfirmedEmptiness = ({ instances }: Sighting, before: HealthState): boolean =>
  instances.length === 0 && before.emptySince === null && before.instances.some(({ listed }) => listed);

function evaluateSighting(sighting: Sighting, before: HealthState, treatment: LifecycleContext): Evaluation {
  const { at, rules } = treatment;
  const { ages, remarks } = judgeFreshness(sighting, treatment.instances, rules.unresponsive.staleAfterSeconds, at);
  const recognised = recognise(sighting, before, ages, rules, at, before.emptySince ?? at);
  const asked = rememberProbes(recognised, treatment.instances, rules, at);
  const paired = pairReplacements(asked, openLosses(before.incidents), rules, before.seenAt, at);
  const { forSeconds } = rules.disconnected;
  const words = before.brokenConnections;
  const brokenConnections = updateConnections(words, sighting, paired, before.seenAt, forSeconds, at);
  const instances = markDisconnected(paired, brokenConnections);

  const scene: EvaluationContext = {
    at,
    rules,
    incidents: before.incidents,
    instances,
    instanceById: byId(instances),
    brokenConnections,
  };
  const { incidents, changes } = advanceIncidents(before.incidents, judgeAll(scene), {
    ...treatment,
    instances: new Map([...treatment.instances, ...scene.instanceById]),
  });
  const kept = instances.filter((instance) => !isAccepted(instance, scene));
  return {
    state: {
      instances: kept,
      incidents,
      brokenConnections: forgetLost(brokenConnections, openLosses(incidents)),
      seenAt: at,
      emptySince: null,
    },
    changes,
    remarks: [...remarks, ...probeRemarks(instances, treatment.instances)],
  };
}

/** Every rule, causes before what follows from them. */
function judgeAll(scene: EvaluationContext): Judgement[] {
  const reached = judgeReached(scene.incidents);
  const restarts = judgeRestarts(scene);
  const losses = judgeLosses(scene, restarts);
  const disconnections = judgeConnections(scene, losses);
  const readiness = judgeReadiness(scene, losses);
  const liveMemory = judgeLiveMemory(scene);
  const memory = judgeMemory(scene);
  const count = judgeCount(scene, losses, disconnections);
  return [reached, restarts, losses, readiness, disconnections, liveMemory, memory, count];
}

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [item.id, item]));
