/** How the server processes and MongoDB's TTL index are set, in milliseconds. */
interface CollectionTiming {
  /** `MULTIPLE_INSTANCES_PING_INTERVAL`. */
  readonly heartbeat: number;
  /** `MULTIPLE_INSTANCES_EXPIRE`: the age of `_updatedAt` from which a record may be deleted. */
  readonly expire: number;
  /** How often the TTL monitor deletes what has expired, and the time of any one of its runs. */
  readonly sweep: number;
  readonly sweepAt: number;
}

/** The two dates of a record, in milliseconds since 1970. */
export interface RecordDates {
  readonly createdAt: number;
  readonly updatedAt: number;
}

interface Heart {
  readonly id: string;
  /** A beat comes at this time and every heartbeat interval after it. */
  readonly anchor: number;
  /** Everything before this time has been worked out. */
  readonly from: number;
  readonly beating: boolean;
}

/**
 * The MongoDB collection in which every process keeps its record: heartbeats, expiry and re-registration.
 *
 * Nothing happens tick by tick. Between two operations a heart either beats at known times or not at all, so
 * the record it leaves is computed when somebody looks.
 */
export class InstanceCollection {
  readonly #timing: CollectionTiming;
  readonly #hearts = new Map<string, Heart>();
  readonly #records = new Map<string, RecordDates>();
  #stalls = 0;

  constructor(timing: CollectionTiming) {
    this.#timing = timing;
  }

  /** A process registers and beats from then on. */
  startBeating(id: string, at: number): void {
    const heart = this.#hearts.get(id);
    if (heart !== undefined) this.#settle(heart, at);
    // An overdue timer fires at once when its process runs again, and every interval after that.
    this.#hearts.set(id, { id, anchor: at, from: at, beating: true });
  }

  /** Its record stays as it is until the TTL monitor deletes it. */
  stopBeating(id: string, at: number): void {
    const heart = this.#hearts.get(id);
    if (heart !== undefined) this.#hearts.set(id, { ...this.#settle(heart, at), beating: false });
  }

  /** Puts in a record that no process keeps up. */
  insert(id: string, dates: RecordDates): void {
    this.#records.set(id, dates);
    this.#hearts.set(id, { id, anchor: dates.updatedAt, from: dates.updatedAt, beating: false });
  }

  /** Deletes a record by hand; a living process registers again at its next heartbeat. */
  delete(id: string, at: number): void {
    const heart = this.#hearts.get(id);
    if (heart !== undefined) this.#hearts.set(id, this.#settle(heart, at));
    this.#records.delete(id);
  }

  /** No heartbeat reaches the database from now on; the TTL monitor, inside the database, goes on. */
  stall(at: number): void {
    this.list(at);
    this.#stalls += 1;
  }

  /** Heartbeats reach the database again, each at its next due time. */
  resume(at: number): void {
    this.list(at);
    this.#stalls -= 1;
  }

  /** All records at that time, in the order in which they were inserted. */
  list(at: number): ReadonlyMap<string, RecordDates> {
    for (const heart of this.#hearts.values()) this.#hearts.set(heart.id, this.#settle(heart, at));
    return this.#records;
  }

  /** Forgets a process that will never beat again. */
  forget(id: string): void {
    this.#hearts.delete(id);
  }

  /** When the record with that heartbeat is deleted: by the first sweep that finds it expired. */
  #deletedAt(updatedAt: number): number {
    const { expire, sweep, sweepAt } = this.#timing;
    return sweepAt + Math.ceil((updatedAt + expire - sweepAt) / sweep) * sweep;
  }

  /** Brings a process's record to the given time. */
  #settle(heart: Heart, until: number): Heart {
    const { id, anchor } = heart;
    const { heartbeat } = this.#timing;
    const firstBeat = anchor + Math.max(0, Math.ceil((heart.from - anchor) / heartbeat)) * heartbeat;
    if (heart.beating && this.#stalls === 0 && firstBeat <= until) {
      const updatedAt = anchor + Math.floor((until - anchor) / heartbeat) * heartbeat;
      this.#deleteExpired(id, firstBeat);
      this.#records.set(id, { createdAt: this.#records.get(id)?.createdAt ?? firstBeat, updatedAt });
    }
    this.#deleteExpired(id, until);
    return { ...heart, from: Math.max(heart.from, until + 1) };
  }

  #deleteExpired(id: string, at: number): void {
    const record = this.#records.get(id);
    if (record !== undefined && this.#deletedAt(record.updatedAt) <= at) this.#records.delete(id);
  }
}
