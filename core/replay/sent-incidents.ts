import type { Alert } from '../alerts/alert.ts';
import { namesIn } from '../alerts/headlines.ts';
import type { Change } from '../incidents/incident.ts';
import type { Timestamp } from '../base/time.ts';

/** What alerts have said about one incident. */
export interface SentIncident {
  /** Names it for good: see `Incident`. */
  readonly id: string;
  readonly kind: string;
  readonly subjects: readonly string[];
  /** What it is about, for a person; empty where that is the whole workspace. */
  readonly names: readonly string[];
  /** When it was first sent: may lie before the span that is looked at. */
  readonly openedAt: Timestamp;
  readonly reminders: number;
  /** When its end was sent; null while it goes on. */
  readonly endedAt: Timestamp | null;
  readonly reason: string | null;
}

/** Collects what alerts contain, incident by incident. */
export class SentIncidents {
  readonly #incidents = new Map<string, SentIncident>();
  #alerts = 0;

  get alerts(): number {
    return this.#alerts;
  }

  get incidents(): readonly SentIncident[] {
    return [...this.#incidents.values()];
  }

  add({ changes, takenAt }: Alert): void {
    this.#alerts += 1;
    for (const change of changes) {
      const { id } = change.incident;
      const sent = this.#incidents.get(id) ?? firstSent(change, takenAt);
      this.#incidents.set(id, {
        ...sent,
        reminders: sent.reminders + (change.change === 'reminder' ? 1 : 0),
        ...(change.change === 'resolved' && { endedAt: takenAt, reason: change.reason }),
      });
    }
  }
}

const firstSent = (change: Change, takenAt: Timestamp): SentIncident => ({
  id: change.incident.id,
  kind: change.incident.kind,
  subjects: change.incident.subjects,
  names: namesIn(change, { names: new Map() }),
  openedAt: change.change === 'opened' ? takenAt : (change.incident.openedAt ?? takenAt),
  reminders: 0,
  endedAt: null,
  reason: null,
});
