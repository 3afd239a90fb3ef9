import { isDeepStrictEqual } from 'node:util';
import { evaluate, type EvaluationInput, type Evaluation } from '../../core/evaluate.ts';
import { isAcknowledged } from '../../core/incidents/acknowledgement.ts';
import type { Change, Incident, IncidentId } from '../../core/incidents/incident.ts';
import { ruleOf, type Rules, settingsIn } from '../../core/rules/registry.ts';
import type { Silence } from '../../core/incidents/silence.ts';
import type { HealthState } from '../../core/incidents/health-state.ts';
import { hasLasted, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { Life, Moment } from './life.ts';

export type Evaluate = (input: EvaluationInput) => Evaluation;

/** A moment, and what was made of it. */
export interface Step extends Moment, Evaluation {
  readonly before: HealthState | null;
}

interface LivingOptions {
  readonly evaluate?: Evaluate;
  readonly silences?: readonly Silence[];
  readonly before?: HealthState | null;
}

/** Evaluates a life check by check. Everything that evaluation is given is frozen. */
export function live(life: Life, { evaluate: judge = evaluate, silences = [], before = null }: LivingOptions = {}) {
  const steps: Step[] = [];
  let previous = before;
  for (const moment of life) {
    const { at, takenAt = at, observation, latencyMilliseconds = 5, rules, wishes } = moment;
    const input = { previous, observation, latencyMilliseconds, rules, silences, ...wishes, takenAt, observedAt: at };
    const evaluation = frozen(judge(frozen(input)));
    steps.push({ ...moment, ...evaluation, before: previous });
    previous = evaluation.state;
  }
  return steps;
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** A promise that steps may break: one line for each time they do. */
type Promised = (steps: readonly Step[]) => string[];

/** What an incident is about, whichever of its kinds it is at the time. */
const familyOf = (kind: string): string => ruleOf(kind).kinds[0] ?? kind;

const hasItsEnd = ({ isNotice }: Incident): boolean => isNotice === undefined;
const isSent = (incident: Incident): boolean => incident.toldAt !== null && hasItsEnd(incident);

const lineOf = (at: Timestamp, { change, incident }: Change, what: string): string =>
  `${at}: ${change} ${incident.kind} ${incident.id}: ${what}`;

/**
 * Each opening that is sent has exactly one end, sent for the same subjects, or still stands, or its end waits until
 * one more alert may be sent; nothing else has one.
 */
const everyOpeningHasItsEnd: Promised = (steps) => {
  const broken: string[] = [];
  const standing = new Map<IncidentId, Incident>();
  for (const { at, changes, state } of steps) {
    for (const change of changes.filter(({ incident, isOnlyAfter }) => hasItsEnd(incident) && !isOnlyAfter)) {
      const { id } = change.incident;
      const sent = standing.get(id);
      if (change.change === 'opened') {
        if (sent !== undefined) broken.push(lineOf(at, change, 'is open already'));
        standing.set(id, change.incident);
        continue;
      }
      // What opened and ended while too many alerts were sent is sent by its end alone.
      const wasHeld = change.change === 'resolved' && change.incident.isHeld === true;
      if (sent === undefined && !wasHeld) broken.push(lineOf(at, change, 'was never sent'));
      if (sent !== undefined && !isAboutTheSame(sent, change.incident))
        broken.push(lineOf(at, change, 'was sent for others'));
      if (change.change === 'resolved') standing.delete(id);
    }
    const waiting = new Set(state.held.map(({ incident }) => incident.id));
    const owed = [...standing.keys()].filter((id) => !waiting.has(id));
    const kept = state.incidents.filter(isSent).map(({ id }) => id);
    const [missing] = owed.filter((id) => !kept.includes(id));
    if (missing !== undefined) broken.push(`${at}: ${missing} stands no longer, and no end was sent`);
    if (kept.length !== owed.length) broken.push(`${at}: ${kept.join()} counts as sent, ${owed.join()} was`);
  }
  return broken;
};

/** A permanent state is sent once: it has no reminder, and no end. */
const noticesStandAlone: Promised = (steps) => {
  const broken: string[] = [];
  const noticed = new Set<string>();
  for (const { at, changes } of steps) {
    for (const change of changes.filter(({ incident }) => !hasItsEnd(incident))) {
      if (change.change !== 'notice') broken.push(lineOf(at, change, 'is none'));
      if (noticed.has(change.incident.id)) broken.push(lineOf(at, change, 'was sent before'));
      noticed.add(change.incident.id);
    }
  }
  return broken;
};

const daySeconds = 86_400;

/**
 * Of a rolling day, the first twenty alerts are sent at once, up to forty two hours or more after the one before, or
 * with the first opening of a critical kind.
 */
export const alertsAreFew: Promised = (steps) => {
  const broken: string[] = [];
  const sent: Step[] = [];
  for (const step of steps.filter(({ changes }) => changes.some(({ isOnlyAfter }) => !isOnlyAfter))) {
    const { at, changes } = step;
    const ofDay = sent.filter((one) => secondsBetween(one.at, at) < daySeconds);
    const last = ofDay.at(-1);
    const known = new Set(ofDay.flatMap((one) => one.changes.filter(isCriticalOpening).map(kindOf)));
    const isNew = changes.some((change) => isCriticalOpening(change) && !known.has(kindOf(change)));
    const isLater = last === undefined || secondsBetween(last.at, at) >= 7_190;
    if (ofDay.length >= 40) broken.push(`${at}: is the alert number ${ofDay.length + 1} of a day`);
    if (ofDay.length >= 20 && !isNew && !isLater) broken.push(`${at}: is sent too soon after ${last.at}`);
    sent.push(step);
  }
  return broken;
};

const kindOf = ({ incident }: Change): string => incident.kind;
const isCriticalOpening = ({ change, incident }: Change): boolean =>
  change === 'opened' && incident.severity === 'critical';

const isAboutTheSame = (sent: Incident, now: Incident): boolean =>
  familyOf(sent.kind) === familyOf(now.kind) && isDeepStrictEqual(sent.subjects, now.subjects);

/** Nobody who waits gets anything of an incident that they were not given, and of each that they were the end. */
const escalationsHaveTheirEnds: Promised = (steps) => {
  const broken: string[] = [];
  const given = new Set<string>();
  for (const { at, changes, state } of steps) {
    for (const change of changes) {
      for (const step of change.after ?? []) {
        const key = `${step} ${change.incident.id}`;
        if ((change.change === 'escalated') === given.has(key)) broken.push(lineOf(at, change, `after ${step} s`));
        if (change.change === 'resolved') given.delete(key);
        else given.add(key);
      }
    }
    const held = (state.escalation ?? []).flatMap((one) =>
      one.held.map(({ incident }) => `${one.afterSeconds} ${incident.id}`),
    );
    const standing = state.incidents.flatMap(({ id, escalatedTo = [] }) => escalatedTo.map((step) => `${step} ${id}`));
    const known = new Set([...held, ...standing]);
    for (const key of given) if (!known.has(key)) broken.push(`${at}: ${key} has no end`);
  }
  return broken;
};

/** What somebody takes care of is neither repeated nor escalated. */
const acknowledgedIsQuiet: Promised = (steps) =>
  steps.flatMap(({ at, changes }) =>
    changes
      .filter(({ change, incident }) => (change === 'reminder' || change === 'escalated') && isAcknowledged(incident))
      .map((change) => lineOf(at, change, 'is acknowledged')),
  );

/** No two incidents of a history have the same id. */
const idsAreUnique: Promised = (steps) => {
  const broken: string[] = [];
  const known = new Set<string>();
  let standing = new Set<string>();
  for (const { at, state } of steps) {
    const ids = state.incidents.map(({ id }) => id);
    const again = ids.filter((id, index) => ids.indexOf(id) < index || (known.has(id) && !standing.has(id)));
    broken.push(...again.map((id) => `${at}: ${id} is the id of another incident, too`));
    ids.forEach((id) => known.add(id));
    standing = new Set(ids);
  }
  return broken;
};

/** A reminder is of something sent as long ago as the rules ask, and never of memory. */
const remindersKeepTheirDistance: Promised = (steps) => {
  const broken: string[] = [];
  const sentAt = new Map<string, Timestamp>();
  for (const { at, changes, rules } of steps) {
    for (const change of changes.filter(({ isOnlyAfter }) => !isOnlyAfter)) {
      const { id, kind } = change.incident;
      const last = sentAt.get(id) ?? at;
      if (change.change === 'reminder' && secondsBetween(last, at) < rules.remindEverySeconds)
        broken.push(lineOf(at, change, `was sent at ${last}`));
      if (change.change === 'reminder' && kind === 'low-memory') broken.push(lineOf(at, change, 'has nothing new'));
      sentAt.set(id, at);
    }
  }
  return broken;
};

/** As little as `auto` ever asks for. */
const minAutoSeconds = 60;

const forSecondsOf = (kind: string, rules: Rules): number => {
  const { forSeconds } = { forSeconds: 0, ...settingsIn(ruleOf(kind), rules) };
  return typeof forSeconds === 'number' ? forSeconds : minAutoSeconds;
};

/** Nothing opens before it has lasted as long as its rule asks, or often enough, counted from a check that was made. */
const nothingOpensEarly: Promised = (steps) => {
  const made: Timestamp[] = [];
  return steps.flatMap(({ at, changes, rules, state }) => {
    // Where time runs backwards, an incident may begin after what it rests on.
    const isForward = made.every((time) => secondsBetween(time, at) > 0);
    made.push(at);
    return changes.flatMap((change) => {
      const { since, kind } = change.incident;
      if ((change.change !== 'opened' && change.change !== 'notice') || kind === 'restarting') return [];
      const forSeconds = forSecondsOf(kind, rules);
      const begun = isForward ? [since] : made;
      const hasLastedOne = begun.some((time) => hasLasted(time, at, forSeconds));
      return [
        ...(hasLastedOne || wasOftenLost(change, state) ? [] : [lineOf(at, change, 'opens early')]),
        ...(made.includes(since) ? [] : [lineOf(at, change, `began at ${since}, when nobody looked`)]),
      ];
    });
  });
};

const wasOftenLost = ({ incident: { subjects, follows } }: Change, { instances }: HealthState): boolean => {
  const { course = '' } = instances.find(({ id }) => id === (follows ?? subjects[0])) ?? {};
  return course.replaceAll('0', '').length >= 5;
};

/** An instance replaces one at most, and is replaced by one at most, who knows of it, for as long as both are known. */
const pairsAreDisjoint: Promised = (steps) => {
  const broken: string[] = [];
  const predecessorOf = new Map<string, string>();
  for (const { at, before, state } of steps) {
    const known = new Map(state.instances.map((instance) => [instance.id, instance]));
    const pairedBefore = new Map(before?.instances.map(({ id, replacedBy }) => [id, replacedBy]));
    for (const [successor, predecessor] of predecessorOf) {
      // One that was forgotten, its loss accepted, is a newcomer if it comes back.
      const isOver = !known.has(successor) || known.get(predecessor)?.replacedBy === null;
      if (isOver) predecessorOf.delete(successor);
    }
    for (const { id, status, replacedBy, lostSince } of state.instances) {
      if ((status === 'replaced') !== (replacedBy !== null))
        broken.push(`${at}: ${id} is ${status} and has a successor`);
      if (replacedBy === null || pairedBefore.get(id) === replacedBy) continue;
      if (known.get(replacedBy)?.replaces !== id)
        broken.push(`${at}: ${replacedBy} does not know that it replaces ${id}`);
      if (predecessorOf.has(replacedBy)) broken.push(`${at}: ${replacedBy} replaces two`);
      if (lostSince === null) broken.push(`${at}: ${id} is replaced, but not lost`);
      predecessorOf.set(replacedBy, id);
    }
  }
  return broken;
};

/** What cannot be seen changes nothing that is known about instances. */
const failuresChangeNoFact: Promised = (steps) =>
  steps.flatMap(({ at, observation, before, state }) => {
    if (observation.outcome === 'ok' || before === null) return [];
    return isDeepStrictEqual(factsOf(state), factsOf(before))
      ? []
      : [`${at}: ${observation.outcome} changed what is known`];
  });

/** What was seen of instances, without what was made of it, sent, and counted. */
const factsOf = ({ incidents, recentChecks, recoveries, sent, held, escalation, ...facts }: HealthState): object =>
  facts;

/** What holds however time passes. */
export const timeless = {
  everyOpeningHasItsEnd,
  noticesStandAlone,
  remindersKeepTheirDistance,
  pairsAreDisjoint,
  failuresChangeNoFact,
  nothingOpensEarly,
  escalationsHaveTheirEnds,
  acknowledgedIsQuiet,
} satisfies Readonly<Record<string, Promised>>;

/** What holds where each check is later than the one before, as those of a history are. */
export const promises = { ...timeless, idsAreUnique, alertsAreFew } satisfies Readonly<Record<string, Promised>>;

export const allOf =
  (kept: Readonly<Record<string, Promised>>): Promised =>
  (steps) =>
    Object.values(kept).flatMap((promise) => promise(steps));
