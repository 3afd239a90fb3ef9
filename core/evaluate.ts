import type { Timestamp } from './base/time.ts';
import { isCalledDisconnected, rememberConnections, showsConnection, withoutCalls } from './cluster/connections.ts';
import { judgeFreshness } from './cluster/freshness.ts';
import { byId, isAccepted, type KnownInstance } from './cluster/known-instance.ts';
import { probeRemarks, rememberProbes } from './cluster/probes.ts';
import { recognise } from './cluster/recognition.ts';
import { withCheck, withCourse, withoutQuiet } from './cluster/recent-checks.ts';
import { pairReplacements, replacementGaps } from './cluster/replacement.ts';
import { type AcknowledgementRequest, withRequests } from './incidents/acknowledgement.ts';
import { escalate } from './incidents/escalation.ts';
import { limitAlerts } from './incidents/flood.ts';
import { type HealthState, nothingKnown } from './incidents/health-state.ts';
import type { Change } from './incidents/incident.ts';
import { advanceIncidents, changeOf, idOf } from './incidents/lifecycle.ts';
import { maxRemembered, rememberMostImportant } from './incidents/remembered.ts';
import { isMuted, type Silence } from './incidents/silence.ts';
import type { Observation, Sighting } from './observation/observation.ts';
import { judgeAll } from './rules/judge-all.ts';
import { openLosses } from './rules/losses.ts';
import { isOff, ruleOf, type Rules, settingsIn } from './rules/registry.ts';
import type { EvaluationContext } from './rules/rule.ts';
import { rememberAnswer } from './rules/slow.ts';
import { resolveAfterSecondsOf } from './rules/resolve-after.ts';
import { staleAfterOf } from './rules/unresponsive.ts';

export interface EvaluationInput {
  /** What the check before this one left known; null at the first check. */
  readonly previous: HealthState | null;
  readonly observation: Observation;
  readonly rules: Rules;
  readonly silences: readonly Silence[];
  /** What people have asked about incidents. @default nothing */
  readonly requests?: readonly AcknowledgementRequest[];
  /** After so many seconds some recipients get what is still open and not acknowledged. @default none does */
  readonly escalateAfterSeconds?: readonly number[];
  /** The time that keys the check. */
  readonly takenAt: Timestamp;
  /** When the answer came, or the last try failed. */
  readonly observedAt: Timestamp;
  /** How long the whole observation took, retries included. */
  readonly latencyMilliseconds: number;
}

export interface Evaluation {
  /** What the next check goes on from. */
  readonly state: HealthState;
  /** What recipients are to be notified of, in no particular order. */
  readonly changes: readonly Change[];
  /** When pending incidents open, if nothing changes, by their ids; of some that cannot be foreseen. */
  readonly opensAt: ReadonlyMap<string, Timestamp>;
  /** What was passed over or put off, one line for a person each. */
  readonly remarks: readonly string[];
}

/**
 * What a check makes of what it saw. The same input always gives the same result; the order of the entries in an
 * answer does not matter.
 */
export function evaluate(input: EvaluationInput): Evaluation {
  const { observation, observedAt: at, requests = [] } = input;
  const known = input.previous ?? nothingKnown;
  const before = requests.length === 0 ? known : { ...known, incidents: withRequests(known.incidents, requests) };
  const knownBefore = byId(before.instances);
  const checked = { ...before, recentChecks: withCheck(before.recentChecks, observation, at) };
  // Not seeing is not absence: what is known about instances stays as it is.
  if (observation.outcome !== 'ok') return judge(checked, { before, knownBefore, sawInstances: false }, input);
  if (isUnexpectedEmptiness(observation, before)) {
    const { remarks, ...evaluation } = judge(
      { ...checked, emptySince: at },
      { before, knownBefore, sawInstances: false },
      input,
    );
    return {
      ...evaluation,
      remarks: [...remarks, 'the list of instances is empty, though the process that answered should be in it'],
    };
  }
  const { state, remarks } = see(observation, { before: checked, knownBefore }, input);
  const { remarks: others, ...evaluation } = judge(state, { before, knownBefore, sawInstances: true }, input);
  return { ...evaluation, remarks: [...remarks, ...others] };
}

/** Only where nothing but ddp-streamers was listed, an empty list says that these are gone. */
export const isUnexpectedEmptiness = ({ instances }: Sighting, before: Pick<HealthState, 'isMicroservices'>): boolean =>
  instances.length === 0 && !before.isMicroservices;

/** What a check goes on from. */
interface Before {
  readonly before: HealthState;
  /** Its instances by id. */
  readonly knownBefore: ReadonlyMap<string, KnownInstance>;
}

/** What is known of the cluster once an answer has been seen. */
function see(
  sighting: Sighting,
  { before, knownBefore }: Before,
  { rules, observedAt: at, latencyMilliseconds }: EvaluationInput,
): { readonly state: HealthState; readonly remarks: readonly string[] } {
  const { replacementWindowSeconds, forgetAfterSeconds, heartbeatEverySeconds } = rules;
  const { seenAt, recentChecks } = before;
  const staleAfterSeconds = staleAfterOf(rules.unresponsive.staleAfterSeconds, heartbeatEverySeconds);
  const freshness = judgeFreshness({ sighting, before: knownBefore, heartbeatEverySeconds, staleAfterSeconds, at });
  const restartWindowSeconds = rules.restarting.withinSeconds;
  const recognised = recognise(sighting, knownBefore, freshness, {
    at,
    seenAt,
    replacementWindowSeconds,
    restartWindowSeconds,
  });
  const probed = rememberProbes(recognised, knownBefore, rules.memory, at);
  const paired = pairReplacements(probed, {
    at,
    openLosses: openLosses(before.incidents),
    seenAt,
    replacementWindowSeconds,
    forgetAfterSeconds,
  });
  const isMicroservices =
    sighting.instances.length === 0 ? before.isMicroservices : sighting.instances.every(isStreamer);
  const hasShownConnection = before.hasShownConnection || showsConnection(sighting);
  // What was called disconnected before any two were connected says nothing of what comes after.
  const isFirstConnection = hasShownConnection && !before.hasShownConnection;
  const { instances: connected, views } = rememberConnections(isFirstConnection ? paired.map(withoutCalls) : paired, {
    sighting,
    views: isFirstConnection ? [] : before.views,
    settlingSeconds: rules.disconnected.forSeconds,
    at,
  });
  const marked = hasShownConnection && !isMicroservices ? connected.map(markDisconnected) : connected;
  const instances = withCourse(marked, recentChecks);
  const notified = new Set(before.incidents.flatMap(({ subjects, toldAt }) => (toldAt === null ? [] : subjects)));
  const gaps = replacementGaps(instances, knownBefore, (id) => notified.has(id));
  // How many there is no room for is found anew.
  const { unremembered: _unremembered, answerMilliseconds, ...known } = before;
  return {
    state: {
      ...known,
      instances,
      seenAt: at,
      emptySince: null,
      isMicroservices,
      recentChecks: withoutQuiet(recentChecks, instances),
      views,
      hasShownConnection,
      ...rememberAnswer(answerMilliseconds, latencyMilliseconds, rules.slow),
      replacementGaps: [...before.replacementGaps, ...gaps].slice(-maxGaps),
    },
    remarks: [
      ...freshness.remarks,
      ...(freshness.isFrozen ? ['no heartbeat has moved since the check before: does the database take writes?'] : []),
      ...(isMicroservices
        ? ['only ddp-streamers are listed: servers that run as microservices cannot be seen here']
        : []),
      ...probeRemarks(instances, knownBefore),
    ],
  };
}

const maxGaps = 10;

const isStreamer = ({ name }: { readonly name: string | null }): boolean => name === 'ddp-streamer';

const markDisconnected = (instance: KnownInstance): KnownInstance =>
  instance.status === 'healthy' && isCalledDisconnected(instance) ? { ...instance, status: 'disconnected' } : instance;

/** What becomes of the incidents, and what of that is sent now. */
function judge(
  state: HealthState,
  { before, knownBefore, sawInstances }: Before & { readonly sawInstances: boolean },
  input: EvaluationInput,
): Evaluation {
  const { observedAt: at, takenAt, rules, silences } = input;
  const context = contextOf(state, sawInstances, input);
  const judgements = judgeAll(context);
  const lifecycle = {
    at,
    takenAt,
    remindEverySeconds: rules.remindEverySeconds,
    silences,
    // A change may be about an instance that only the check before knew.
    instances: { get: (id: string) => context.instanceById.get(id) ?? knownBefore.get(id) },
    recoveries: before.recoveries,
    traitsOf: ruleOf,
    resolveAfterSeconds: (kind: string) => resolveAfterSecondsOf(kind, rules),
  };
  const advanced = advanceIncidents(before.incidents, judgements, lifecycle);
  const { sent, held, ...released } = limitAlerts({
    ...advanced,
    before: before.incidents,
    sent: before.sent,
    held: before.held,
    at,
  });
  const { incidents, changes, memory, ...escalated } = escalate({
    ...released,
    steps: input.escalateAfterSeconds ?? [],
    memory: before.escalation ?? [],
    before: before.incidents,
    ends: advanced.changes.filter(({ change }) => change === 'resolved'),
    at,
    isMuted: (incident) => isMuted(incident, ruleOf(incident.kind), silences, lifecycle.instances, at),
    escalated: (incident) => changeOf('escalated', incident, null, null, lifecycle),
  });
  const omitted = released.omitted + escalated.omitted;
  const instances = sawInstances
    ? state.instances.filter((instance) => !isAccepted(instance, rules.forgetAfterSeconds, at))
    : state.instances;
  const opening = judgements
    .flatMap(({ ongoing }) => ongoing)
    .filter(({ opens, previous }) => !opens && previous?.state !== 'open');
  const { escalation: _before, ...others } = state;
  const after: HealthState = {
    ...others,
    instances,
    incidents,
    recoveries: advanced.recoveries,
    sent,
    held,
    ...(memory.length > 0 && { escalation: memory }),
  };
  return {
    state: rememberMostImportant(after, maxRemembered),
    changes,
    opensAt: new Map(
      opening.flatMap((one) => (one.opensAt === undefined ? [] : [[idOf(one, takenAt), one.opensAt] as const])),
    ),
    remarks: omitted === 0 ? [] : [`${omitted} ends of incidents are not sent: too many alerts were sent today`],
  };
}

const contextOf = (
  state: HealthState,
  sawInstances: boolean,
  { previous, observation, observedAt, rules }: EvaluationInput,
): EvaluationContext => ({
  at: observedAt,
  failure: observation.outcome === 'ok' ? null : observation,
  degradedDetail: observation.outcome === 'ok' ? observation.degraded : null,
  sawInstances,
  certificateUntil: observation.outcome === 'ok' ? (observation.certificateUntil ?? null) : null,
  answerMilliseconds: state.answerMilliseconds ?? [],
  recentChecks: state.recentChecks,
  incidents: state.incidents,
  instances: state.instances,
  instanceById: byId(state.instances),
  views: state.views,
  hasShownConnection: state.hasShownConnection,
  isMicroservices: state.isMicroservices,
  unremembered: (previous?.unremembered ?? 0) + Math.max(0, state.instances.length - maxRemembered),
  replacementGaps: state.replacementGaps,
  general: rules,
  isOff: (kind) => isOff(kind, rules),
  settingsOf: (rule) => settingsIn(rule, rules),
});
