import type { Timestamp } from './base/time.ts';
import { forgetLost, markDisconnected, updateConnections } from './cluster/connections.ts';
import { judgeFreshness } from './cluster/freshness.ts';
import { byId, isAccepted } from './cluster/known-instance.ts';
import { probeRemarks, rememberProbes } from './cluster/probes.ts';
import { recognise } from './cluster/recognition.ts';
import { pairReplacements } from './cluster/replacement.ts';
import { type HealthState, nothingKnown } from './incidents/health-state.ts';
import type { Change } from './incidents/incident.ts';
import { advanceIncidents, type LifecycleContext } from './incidents/lifecycle.ts';
import type { Silence } from './incidents/silence.ts';
import type { Failure } from './observation/failure.ts';
import type { Observation, Sighting } from './observation/observation.ts';
import { judgeAll } from './rules/judge-all.ts';
import { openLosses } from './rules/losses.ts';
import { ruleOf, type Rules, settingsIn } from './rules/registry.ts';
import type { EvaluationContext } from './rules/rule.ts';

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
  /** What recipients are to be notified of, in no particular order. */
  readonly changes: readonly Change[];
  /** What was passed over or put off, one line for a person each. */
  readonly remarks: readonly string[];
}

/**
 * What a check makes of what it saw. The same input always gives the same result; the order of the entries in an
 * answer does not matter.
 */
export function evaluate(input: EvaluationInput): Evaluation {
  const { observation } = input;
  const before = input.previous ?? nothingKnown;
  // Not seeing is not absence: what is known about instances stays as it is.
  if (observation.outcome !== 'ok') return evaluateBlind(observation, before, input);
  if (isUnconfirmedEmptiness(observation, before)) {
    const { state, changes } = evaluateBlind(null, before, input);
    const remark = 'the list of instances is empty, though the process that answered should be in it';
    return { state: { ...state, emptySince: input.at }, changes, remarks: [remark] };
  }
  return evaluateSighting(observation, before, input);
}

/** Emptiness is believed when it is seen twice. */
const isUnconfirmedEmptiness = ({ instances }: Sighting, before: HealthState): boolean =>
  instances.length === 0 && before.emptySince === null && before.instances.some(({ listed }) => listed);

/** @param failure why nothing was seen; null where what was seen is not believed yet */
function evaluateBlind(failure: Failure | null, before: HealthState, input: EvaluationInput): Evaluation {
  const context = contextOf(before, failure, input);
  const judgements = judgeAll(context, false);
  const { incidents, changes } = advanceIncidents(before.incidents, judgements, lifecycleOf(before, context, input));
  return { state: { ...before, incidents }, changes, remarks: [] };
}

function evaluateSighting(sighting: Sighting, before: HealthState, input: EvaluationInput): Evaluation {
  const { at, rules } = input;
  const { replacementWindowSeconds, forgetAfterSeconds } = rules;
  const { staleAfterSeconds } = rules.unresponsive;
  const { forSeconds: settlingSeconds } = rules.disconnected;
  const knownBefore = byId(before.instances);

  const { ages, remarks } = judgeFreshness(sighting, knownBefore, staleAfterSeconds, at);
  const restartWindowSeconds = rules.restarting.withinSeconds;
  const recognised = recognise(sighting, before, ages, {
    at,
    unlistedSince: before.emptySince ?? at,
    staleAfterSeconds,
    replacementWindowSeconds,
    restartWindowSeconds,
  });
  const probed = rememberProbes(recognised, knownBefore, rules.memory, at);
  const paired = pairReplacements(probed, {
    at,
    openLosses: openLosses(before.incidents),
    lastSeenAt: before.seenAt,
    replacementWindowSeconds,
    forgetAfterSeconds,
  });
  const connections = { sighting, instances: paired, lastSeenAt: before.seenAt, settlingSeconds, at };
  const brokenConnections = updateConnections(before.brokenConnections, connections);
  const instances = markDisconnected(paired, brokenConnections);

  const context = contextOf({ ...before, instances, brokenConnections }, null, input);
  const judgements = judgeAll(context, true);
  const { incidents, changes } = advanceIncidents(before.incidents, judgements, lifecycleOf(before, context, input));
  return {
    state: {
      instances: instances.filter((instance) => !isAccepted(instance, forgetAfterSeconds, at)),
      incidents,
      brokenConnections: forgetLost(brokenConnections, openLosses(incidents)),
      seenAt: at,
      emptySince: null,
    },
    changes,
    remarks: [...remarks, ...probeRemarks(instances, knownBefore)],
  };
}

const contextOf = (
  { instances, incidents, brokenConnections }: HealthState,
  failure: Failure | null,
  { at, rules }: EvaluationInput,
): EvaluationContext => ({
  at,
  failure,
  incidents,
  instances,
  instanceById: byId(instances),
  brokenConnections,
  general: rules,
  settingsOf: (rule) => settingsIn(rule, rules),
});

/** A change may be about an instance that only the check before knew. */
const lifecycleOf = (
  before: HealthState,
  { at, instanceById }: EvaluationContext,
  { rules, silences }: EvaluationInput,
): LifecycleContext => ({
  at,
  remindEverySeconds: rules.remindEverySeconds,
  silences,
  instances: new Map([...byId(before.instances), ...instanceById]),
  traitsOf: ruleOf,
});
