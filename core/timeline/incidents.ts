import { ongoingText } from '../alerts/headlines.ts';
import { plainContext } from '../alerts/text-context.ts';
import type { Incident } from '../incidents/incident.ts';
import { ruleOf } from '../rules/registry.ts';
import type { Severity } from '../settings/values.ts';
import type { Snapshot } from '../history/snapshot.ts';
import { secondsBetween, type Timestamp } from '../base/time.ts';

/** An incident that opened, from the check that first saw it to the one that found it over. */
export interface IncidentSpan {
  readonly id: string;
  readonly kind: string;
  readonly severity: Severity;
  /** In one line for a person, in the words of its opening. */
  readonly summary: string;
  readonly since: Timestamp;
  readonly openedAt: Timestamp;
  /** Null while it lasts. */
  readonly endedAt: Timestamp | null;
  /** Why it ended, where that was sent. */
  readonly reason: string | null;
}

const maxEnded = 500;

/** The incidents that checks found open. */
export class Incidents {
  #open = new Map<string, IncidentSpan>();
  #ended: readonly IncidentSpan[] = [];
  #omitted = 0;

  add(snapshot: Snapshot): void {
    const before = this.#open;
    this.#open = new Map();
    for (const incident of snapshot.health.incidents) {
      if (incident.openedAt === null) continue;
      this.#open.set(incident.id, spanOf(incident, incident.openedAt, before.get(incident.id), snapshot));
    }
    for (const [id, span] of before) {
      if (!this.#open.has(id)) this.#end({ ...span, endedAt: snapshot.takenAt, reason: reasonIn(snapshot, id) });
    }
  }

  #end(span: IncidentSpan): void {
    this.#ended = [...this.#ended, span];
    this.#omitted += Math.max(0, this.#ended.length - maxEnded);
    this.#ended = this.#ended.slice(-maxEnded);
  }

  /** The earliest first. */
  get all(): readonly IncidentSpan[] {
    const all = [...this.#ended, ...this.#open.values()];
    return all.sort((a, b) => secondsBetween(b.since, a.since));
  }

  /** How many of the earliest are left out of the list. */
  get omitted(): number {
    return this.#omitted;
  }
}

function spanOf(
  incident: Incident,
  openedAt: Timestamp,
  before: IncidentSpan | undefined,
  { health, takenAt }: Snapshot,
): IncidentSpan {
  const { id, kind, severity, since } = incident;
  if (before?.kind === kind) return { ...before, severity };
  const described = ruleOf(kind).instancesOf(incident);
  const instances = health.instances.filter((instance) => described.includes(instance.id));
  const change = { change: 'opened', incident, reason: null, replacedBy: null, instances } as const;
  return {
    id,
    kind,
    severity,
    summary: ongoingText(change, plainContext(takenAt)),
    since,
    openedAt,
    endedAt: null,
    reason: null,
  };
}

const reasonIn = ({ alert }: Snapshot, incidentId: string): string | null =>
  alert?.changes.find(({ incident, change }) => incident.id === incidentId && change === 'resolved')?.reason ?? null;
