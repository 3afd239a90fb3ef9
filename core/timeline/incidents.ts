import { ongoingText } from '../alerts/headlines.ts';
import { plainContext } from '../alerts/text-context.ts';
import { millisecondsOf, secondsBetween } from '../base/time.ts';
import type { Snapshot } from '../history/snapshot.ts';
import type { Incident, IncidentId } from '../incidents/incident.ts';
import { ruleOf } from '../rules/registry.ts';
import type { IncidentSpan } from './model.ts';

const maxEnded = 500;

/** The incidents that checks found open. */
export class Incidents {
  #open = new Map<IncidentId, IncidentSpan>();
  readonly #ended = new Map<IncidentId, IncidentSpan>();
  #omitted = 0;
  /** Those that only checks before the time have shown. */
  readonly #primed = new Set<IncidentId>();

  /** Takes what a check before the time found open: what was kept knows better how that began. */
  prime(snapshot: Snapshot): void {
    const open = new Map(snapshot.health.incidents.map((incident) => [incident.id, incident]));
    for (const id of this.#primed) {
      if (open.get(id)?.openedAt === undefined) this.#open.delete(id);
    }
    for (const [id, incident] of open) {
      if (incident.openedAt === null || this.#open.has(id)) continue;
      this.#primed.add(id);
      this.#open.set(id, beginningOf(incident, snapshot));
    }
  }

  add(snapshot: Snapshot): void {
    const before = this.#open;
    this.#open = new Map();
    this.#primed.clear();
    for (const incident of snapshot.health.incidents) {
      if (incident.openedAt === null) continue;
      const known = before.get(incident.id);
      const span = known?.kind === incident.kind ? known : beginningOf(incident, snapshot);
      const { severity, subjects, mendedAt: endedAt = null } = incident;
      this.#open.set(incident.id, { ...withAcknowledgement(span, incident), severity, subjects, endedAt });
    }
    for (const [id, span] of before) if (!this.#open.has(id)) this.#end(resolvedAt(span, snapshot));
  }

  /** Goes on with what was kept. */
  addSpan(span: IncidentSpan): void {
    const { id, kind, summary } = span;
    const known = this.#open.get(id);
    const merged = known?.kind === kind ? { ...span, summary: known.summary } : { ...span, summary };
    if (span.resolvedAt === null) this.#open.set(id, merged);
    else {
      this.#open.delete(id);
      this.#end(merged);
    }
  }

  addOmitted(count: number): void {
    this.#omitted += count;
  }

  #end(span: IncidentSpan): void {
    this.#ended.set(span.id, span);
    const [first] = this.#ended.keys();
    if (this.#ended.size <= maxEnded || first === undefined) return;
    this.#ended.delete(first);
    this.#omitted += 1;
  }

  /** The earliest first. */
  get all(): readonly IncidentSpan[] {
    const open = [...this.#open.values()];
    const all = [...[...this.#ended.values()].filter(({ id }) => !this.#open.has(id)), ...open];
    return all.sort((a, b) => secondsBetween(b.since, a.since));
  }

  /** How many of the earliest are left out of the list. */
  get omitted(): number {
    return this.#omitted;
  }
}

/** Those of a part of the time, as they stood at its end. */
export const incidentsWithin = (spans: readonly IncidentSpan[], from: number, to: number): readonly IncidentSpan[] =>
  spans
    .filter(({ openedAt, resolvedAt: over }) => {
      const isOverBefore = over !== null && millisecondsOf(over) <= from;
      return millisecondsOf(openedAt) < to && !isOverBefore;
    })
    .map((span) => {
      const isLater = span.resolvedAt !== null && millisecondsOf(span.resolvedAt) > to;
      if (!isLater) return span;
      const endedAt = span.endedAt !== null && millisecondsOf(span.endedAt) <= to ? span.endedAt : null;
      return { ...span, endedAt, resolvedAt: null, reason: null };
    });

/** An incident as one of the checks that found it says it. */
export function summaryOf(incident: Incident, { health, takenAt }: Snapshot): string {
  const described = ruleOf(incident.kind).instancesOf(incident);
  const instances = health.instances.filter((instance) => described.includes(instance.id));
  const change = { change: 'opened', incident, reason: null, replacedBy: null, instances } as const;
  return ongoingText(change, plainContext(takenAt));
}

function beginningOf(incident: Incident, snapshot: Snapshot): IncidentSpan {
  const { id, kind, severity, subjects, since, openedAt } = incident;
  return {
    id,
    kind,
    severity,
    subjects,
    summary: summaryOf(incident, snapshot),
    since,
    openedAt: openedAt ?? snapshot.takenAt,
    endedAt: null,
    resolvedAt: null,
    reason: null,
  };
}

function withAcknowledgement(span: IncidentSpan, { acknowledged }: Incident): IncidentSpan {
  const { acknowledged: _before, ...others } = span;
  return { ...others, ...(acknowledged && { acknowledged }) };
}

/** As its alert says it. */
function resolvedAt(span: IncidentSpan, { alert, takenAt }: Snapshot): IncidentSpan {
  const end = alert?.changes.find(({ incident, change }) => incident.id === span.id && change === 'resolved');
  const endedAt = end?.incident.mendedAt ?? span.endedAt ?? takenAt;
  const { acknowledged } = end?.incident ?? span;
  const reason = end?.reason ?? null;
  return { ...span, endedAt, resolvedAt: takenAt, reason, ...(acknowledged && { acknowledged }) };
}
