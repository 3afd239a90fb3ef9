import { hasLasted, type Timestamp } from '../base/time.ts';
import { isAcknowledged } from './acknowledgement.ts';
import { limitHeld, maySend, recentOf, type SentAlert, sentNow } from './flood.ts';
import type { Change, Incident } from './incident.ts';

/** What was sent to those who get incidents only after a while: they are counted for themselves. */
export interface StepMemory {
  /** How long an incident is open, and not acknowledged, before they get it. */
  readonly afterSeconds: number;
  /** Their alerts of the last day. */
  readonly sent: readonly SentAlert[];
  /** Ends that wait for their next alert, because too many were sent. */
  readonly held: readonly Change[];
}

interface EscalationInput {
  /** After so many seconds somebody gets what is still open. */
  readonly steps: readonly number[];
  readonly memory: readonly StepMemory[];
  /** The incidents before this check, and after it. */
  readonly before: readonly Incident[];
  readonly incidents: readonly Incident[];
  /** What those get who get incidents at once. */
  readonly changes: readonly Change[];
  /** All ends of this check, whether or not those get them now. */
  readonly ends: readonly Change[];
  readonly at: Timestamp;
  readonly isMuted: (incident: Incident) => boolean;
  /** An incident as those get it who have waited. */
  readonly escalated: (incident: Incident) => Change;
}

interface Escalated {
  readonly incidents: readonly Incident[];
  readonly changes: readonly Change[];
  readonly memory: readonly StepMemory[];
  /** How many changes there was no room to hold. */
  readonly omitted: number;
}

/**
 * Adds to a check's changes what those get who get an incident only after a while: the incident, if it is still open
 * and nobody has acknowledged it by then, and from then on its reminders and its end. Nobody gets an end of what they
 * were not given.
 */
export function escalate(input: EscalationInput): Escalated {
  const { steps, memory, before, incidents, changes } = input;
  const given = before.flatMap(({ escalatedTo = [] }) => escalatedTo);
  const all = [...new Set([...steps, ...given, ...memory.map(({ afterSeconds }) => afterSeconds)])];
  if (all.length === 0) return { incidents, changes, memory, omitted: 0 };
  const sorted = all.sort((a, b) => a - b);
  const taken = sorted.map((afterSeconds) => takeStep(afterSeconds, input));
  const reached = new Map<string, readonly number[]>();
  for (const { afterSeconds, escalated } of taken) {
    for (const { id } of escalated) reached.set(id, [...(reached.get(id) ?? []), afterSeconds]);
  }
  const marked = (incident: Incident): Incident => {
    const more = reached.get(incident.id);
    return more === undefined ? incident : { ...incident, escalatedTo: [...(incident.escalatedTo ?? []), ...more] };
  };
  const after = incidents.map(marked);
  return {
    incidents: after,
    changes: [
      ...withSteps(changes, taken),
      ...after
        .filter(({ id }) => reached.has(id))
        .map((incident) => ({
          ...input.escalated(incident),
          after: reached.get(incident.id) ?? [],
          isOnlyAfter: true as const,
        })),
    ],
    memory: taken.map((one) => one.memory).filter(({ sent, held }) => sent.length + held.length > 0),
    omitted: taken.reduce((sum, one) => sum + one.omitted, 0),
  };
}

interface TakenStep {
  readonly afterSeconds: number;
  readonly escalated: readonly Incident[];
  /** Reminders and ends. */
  readonly others: readonly Change[];
  readonly memory: StepMemory;
  readonly omitted: number;
}

function takeStep(afterSeconds: number, input: EscalationInput): TakenStep {
  const { memory, changes, ends, at } = input;
  const known = memory.find((one) => one.afterSeconds === afterSeconds) ?? { afterSeconds, sent: [], held: [] };
  const sent = recentOf(known.sent, at);
  const escalated = input.steps.includes(afterSeconds) ? dueAfter(afterSeconds, input) : [];
  const hasIt = ({ incident: { escalatedTo = [] } }: Change): boolean => escalatedTo.includes(afterSeconds);
  const own = ends.filter(hasIt);
  const reminders = changes.filter((change) => change.change === 'reminder' && hasIt(change));
  const openings = escalated.map((incident) => ({ ...input.escalated(incident), after: [afterSeconds] }));
  const candidates = [...known.held, ...openings, ...reminders, ...own];
  const nothing = { afterSeconds, escalated: [], others: [], omitted: 0 };
  if (candidates.length === 0) return { ...nothing, memory: { ...known, sent } };
  if (!maySend(openings, sent, at)) {
    const { held, omitted } = limitHeld([...known.held, ...own]);
    return { ...nothing, memory: { afterSeconds, sent, held }, omitted };
  }
  return {
    ...nothing,
    escalated,
    others: [...known.held, ...reminders, ...own],
    memory: { afterSeconds, sent: [...sent, sentNow(openings, at)], held: [] },
  };
}

/** The incidents that this check has judged, and that have been open for so long, with nobody who takes care of them. */
function dueAfter(afterSeconds: number, { before, incidents, at, isMuted }: EscalationInput): readonly Incident[] {
  const unjudged = new Set(before);
  return incidents.filter((incident) => {
    const { openedAt, announcedAt = openedAt, toldAt, mendedAt, isNotice, escalatedTo = [] } = incident;
    return (
      announcedAt !== null &&
      toldAt !== null &&
      mendedAt === undefined &&
      isNotice === undefined &&
      !escalatedTo.includes(afterSeconds) &&
      !unjudged.has(incident) &&
      hasLasted(announcedAt, at, afterSeconds) &&
      !isAcknowledged(incident) &&
      !isMuted(incident)
    );
  });
}

/** The changes that are for all, each with the steps that get it, too; and those that only steps get. */
function withSteps(changes: readonly Change[], taken: readonly TakenStep[]): readonly Change[] {
  const stepsOf = new Map<Change, number[]>();
  for (const { afterSeconds, others } of taken) {
    for (const change of others) stepsOf.set(change, [...(stepsOf.get(change) ?? []), afterSeconds]);
  }
  const forAll = changes.map((change) => {
    const after = stepsOf.get(change);
    stepsOf.delete(change);
    return after === undefined ? change : { ...change, after };
  });
  return [...forAll, ...[...stepsOf].map(([change, after]) => ({ ...change, after, isOnlyAfter: true as const }))];
}
