import { type Alert, messagesOf } from '../../core/alerts/alert.ts';
import { decide } from '../../core/decide.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { AcknowledgementRequest } from '../../core/incidents/acknowledgement.ts';
import type { Change } from '../../core/incidents/incident.ts';
import { defaultRules, type Rules } from '../../core/rules/registry.ts';
import type { Silence } from '../../core/incidents/silence.ts';
import type { HealthState } from '../../core/incidents/health-state.ts';
import type { Status } from '../../core/cluster/known-instance.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { aMinute } from './a-minute.ts';
import type { FailureKind } from '../../core/observation/failure.ts';
import type { Instance } from '../../core/observation/instance.ts';
import type { Observation } from '../../core/observation/observation.ts';

export const start: Timestamp = '2026-11-21T19:20:00.000Z';

/** What an answer says of one instance; `age` is its heartbeat's, in seconds. */
export interface Entry extends Partial<Instance> {
  readonly age?: number;
}

/** What else there is to an answer. */
interface Extra {
  readonly serverDate?: Timestamp | null;
  readonly degraded?: string;
  readonly certificateUntil?: Timestamp;
  /** How long it took. */
  readonly milliseconds?: number;
}

export type Entries = Readonly<Record<string, Entry>>;

/** What each check sees, one after another; each gives the lines that its alert would hold. */
export class Story {
  #rules: Rules;
  readonly #everySeconds: number;
  readonly #silences: readonly Silence[];
  #at: Timestamp = start;
  #previous: Snapshot | null = null;
  #remarks: readonly string[] = [];
  #escalateAfterSeconds: readonly number[];
  #alert: Alert | null = null;
  #sent: readonly Change[] = [];
  #requests: readonly AcknowledgementRequest[] = [];

  constructor(
    options: {
      rules?: Partial<Rules>;
      everySeconds?: number;
      silences?: readonly Silence[];
      escalateAfterSeconds?: readonly number[];
    } = {},
  ) {
    this.#rules = { ...defaultRules, ...aMinute, ...options.rules };
    this.#everySeconds = options.everySeconds ?? 60;
    this.#silences = options.silences ?? [];
    this.#escalateAfterSeconds = options.escalateAfterSeconds ?? [];
  }

  get at(): Timestamp {
    return this.#at;
  }

  get remarks(): readonly string[] {
    return this.#remarks;
  }

  /** Of the last check. */
  get snapshot(): Snapshot {
    if (this.#previous === null) throw new Error('nothing has been seen yet');
    return this.#previous;
  }

  get state(): HealthState {
    return this.snapshot.health;
  }

  /** What the last check sent, a line a message: whom it is for, and its changes. */
  get messages(): string[] {
    return (this.#alert === null ? [] : messagesOf(this.#alert)).map(
      ({ afterSeconds = 0, changes }) => `${afterSeconds}: ${changes.map(lineOf).sort().join(', ')}`,
    );
  }

  /** What the last alert said. */
  get lastChanges(): readonly Change[] {
    return this.#sent;
  }

  /** What people ask of the checks to come, in place of what they asked before. */
  asks(...requests: readonly AcknowledgementRequest[]): this {
    this.#requests = requests;
    return this;
  }

  /** Statuses by id. */
  get statuses(): Record<string, Status> {
    return Object.fromEntries(this.state.instances.map(({ id, status }) => [id, status]));
  }

  /** Incidents as `kind subjects state`. */
  get incidents(): string[] {
    return this.state.incidents.map(({ kind, subjects, state }) =>
      [kind, subjects.join('+'), state].filter((part) => part !== '').join(' '),
    );
  }

  /** A check that is answered. `observer` names the entry that answered; the others are its peers. */
  sees(entries: Entries, observer?: string, extra: Extra = {}): string[] {
    const instances = Object.entries(entries).map(([id, entry]) => this.#instance(id, entry, observer));
    const serverDate = extra.serverDate === undefined ? this.#at : extra.serverDate;
    const { certificateUntil, milliseconds } = extra;
    return this.#step(
      {
        outcome: 'ok',
        instances,
        observer: observer ?? null,
        serverDate,
        degraded: extra.degraded ?? null,
        ...(certificateUntil !== undefined && { certificateUntil }),
        oddities: [],
      },
      milliseconds,
    );
  }

  /** So many checks that see the same; the lines of each. */
  seesFor(checks: number, entries: Entries, observer?: string, extra?: Extra): string[][] {
    return Array.from({ length: checks }, () => this.sees(entries, observer, extra));
  }

  /** A check that fails. */
  fails(outcome: FailureKind = 'network'): string[] {
    return this.#step({ outcome, detail: `it was ${outcome}`, httpStatus: null });
  }

  /** Changes the rules for the checks to come. */
  changesRules(rules: Partial<Rules>): this {
    this.#rules = { ...this.#rules, ...rules };
    return this;
  }

  /** Changes for the checks to come after how long somebody gets what is still open. */
  escalatesAfter(...seconds: readonly number[]): this {
    this.#escalateAfterSeconds = seconds;
    return this;
  }

  /** Lets time pass without a check. */
  waits(seconds: number): this {
    this.#at = plusSeconds(this.#at, seconds);
    return this;
  }

  #step(observation: Observation, latencyMilliseconds = 5): string[] {
    const { snapshot, remarks } = decide({
      workspace: 'w',
      takenAt: this.#at,
      observedAt: this.#at,
      previous: this.#previous,
      observation,
      latencyMilliseconds,
      rules: this.#rules,
      silences: this.#silences,
      requests: this.#requests,
      escalateAfterSeconds: this.#escalateAfterSeconds,
    });
    this.#previous = { ...snapshot, outbox: [] };
    this.#remarks = remarks;
    this.#alert = snapshot.alert;
    if (snapshot.alert !== null) this.#sent = snapshot.alert.changes;
    this.waits(this.#everySeconds);
    return (snapshot.alert?.changes ?? []).map(lineOf).sort();
  }

  #instance(id: string, { age = 3, ...given }: Entry, observer: string | undefined): Instance {
    return {
      id,
      name: 'rocket.chat',
      pid: 1,
      address: null,
      host: `host-of-${id}`,
      port: '3000',
      tcpPort: null,
      registeredAt: start,
      heartbeatAt: plusSeconds(this.#at, -age),
      connected: observer === undefined ? null : true,
      local: id === observer,
      totalMemoryBytes: 1000,
      freeMemoryBytes: 500,
      nodeVersion: 'v22.16.0',
      clientConnections: 1,
      ...given,
    };
  }
}

/** `opened disappeared a`, `resolved disappeared a: replaced by b`. */
function lineOf({ change, incident, reason, replacedBy }: Change): string {
  const about = [change, incident.kind, incident.subjects.join('+')].filter((part) => part !== '').join(' ');
  const why = [reason, replacedBy === null ? null : `by ${replacedBy.id}`].filter((part) => part !== null).join(' ');
  return why === '' ? about : `${about}: ${why}`;
}

/** Of everything, from the first check on, by default. */
export const silence = (lastsSeconds: number, scope: Partial<Silence> = {}): Silence => ({
  id: 'a-silence',
  kinds: null,
  instance: null,
  from: start,
  until: plusSeconds(scope.from ?? start, lastsSeconds),
  reason: 'maintenance',
  ...scope,
});

export const fresh: Entry = {};
export const stale = (age: number): Entry => ({ age });
/** A peer that the observer has lost, though its heartbeat is fresh. */
export const cut: Entry = { connected: false };
