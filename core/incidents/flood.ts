import { hasLasted, secondsBetween, type Timestamp } from '../base/time.ts';
import type { Change, Incident } from './incident.ts';

/** That an alert was sent. */
export interface SentAlert {
  readonly at: Timestamp;
  /** Critical kinds that it opened. */
  readonly critical: readonly string[];
}

const daySeconds = 86_400;
/** So many alerts of a rolling day are sent at once; after that one so often, with all that was gathered. */
export const maxAtOnce = 20;
const gatherSeconds = 2 * 3600;
/** No workspace sends more on a rolling day, whatever it answers. */
export const maxADay = 40;
const maxHeld = 100;

export interface FloodInput {
  readonly changes: readonly Change[];
  readonly incidents: readonly Incident[];
  /** The incidents as they were before this check. */
  readonly before: readonly Incident[];
  readonly sent: readonly SentAlert[];
  readonly held: readonly Change[];
  readonly at: Timestamp;
}

export interface Released {
  /** What this check's alert says; none: it sends no alert. */
  readonly changes: readonly Change[];
  readonly incidents: readonly Incident[];
  readonly sent: readonly SentAlert[];
  readonly held: readonly Change[];
  /** How many changes there was no room to hold. */
  readonly omitted: number;
}

/**
 * Keeps a workspace from flooding its recipients: what may not be sent now is held until the next alert. Only the
 * first word of a critical kind never waits.
 */
export function limitAlerts(input: FloodInput): Released {
  const { changes, incidents, held, at } = input;
  const sent = recentOf(input.sent, at);
  const gathered = [...held, ...changes];
  if (gathered.length === 0) return { changes: [], incidents, sent, held, omitted: 0 };
  if (maySend(changes, sent, at)) {
    return {
      changes: gathered,
      incidents: incidents.map(released),
      sent: [...sent, sentNow(changes, at)],
      held: [],
      omitted: 0,
    };
  }
  const ends = [...held, ...changes.filter(({ change }) => change === 'resolved')];
  const sentAt = new Map(input.before.map(({ id, toldAt }) => [id, toldAt]));
  const withdrawn = new Set(changes.filter(({ change }) => change !== 'resolved').map(({ incident }) => incident.id));
  return {
    changes: [],
    incidents: incidents.map((incident) =>
      withdrawn.has(incident.id) ? { ...incident, toldAt: sentAt.get(incident.id) ?? null, isHeld: true } : incident,
    ),
    sent,
    ...limitHeld(ends),
  };
}

/** The alerts of the last day. */
export const recentOf = (sent: readonly SentAlert[], at: Timestamp): readonly SentAlert[] =>
  sent.filter((alert) => secondsBetween(alert.at, at) < daySeconds);

/** Whether another alert may be sent, after those of the last day. */
export const maySend = (changes: readonly Change[], sent: readonly SentAlert[], at: Timestamp): boolean =>
  isAllowed(sent, at) || (sent.length < maxADay && changes.some((change) => isNewCritical(change, sent)));

/** By what an alert is counted. */
export const sentNow = (changes: readonly Change[], at: Timestamp): SentAlert => ({
  at,
  critical: [...new Set(changes.filter(isCriticalOpening).map(({ incident }) => incident.kind))],
});

/** Changes that wait, as many as there is room for. */
export const limitHeld = (changes: readonly Change[]): Pick<Released, 'held' | 'omitted'> => ({
  held: changes.slice(-maxHeld),
  omitted: Math.max(0, changes.length - maxHeld),
});

function isAllowed(sent: readonly SentAlert[], at: Timestamp): boolean {
  const last = sent.at(-1);
  if (last === undefined || sent.length < maxAtOnce) return true;
  return sent.length < maxADay && hasLasted(last.at, at, gatherSeconds);
}

const isCriticalOpening = ({ change, incident }: Change): boolean =>
  (change === 'opened' || change === 'escalated') && incident.severity === 'critical';

const isNewCritical = (change: Change, sent: readonly SentAlert[]): boolean =>
  isCriticalOpening(change) && !sent.some(({ critical }) => critical.includes(change.incident.kind));

function released(incident: Incident): Incident {
  if (incident.isHeld === undefined) return incident;
  const { isHeld: _isHeld, ...rest } = incident;
  return rest;
}
