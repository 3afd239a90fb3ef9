/** How the server processes and MongoDB's TTL index are set, in milliseconds. */
export interface CollectionTiming {
  /** `MULTIPLE_INSTANCES_PING_INTERVAL`. */
  readonly heartbeat: number;
  /** `MULTIPLE_INSTANCES_EXPIRE`: the age of `_updatedAt` from which a record may be deleted. */
  readonly expire: number;
  /** How often the TTL monitor deletes what has expired, and the time of its first run. */
  readonly sweep: number;
  readonly sweepAt: number;
  /** How far the database's clock, in which records are dated, is ahead. */
  readonly skew: number;
}

/** A record, in milliseconds since 1970. */
export interface RecordDates {
  /** In the database's clock. */
  readonly createdAt: number;
  /** In the database's clock. */
  readonly updatedAt: number;
  /** When its process registered, by everybody else's clock. */
  readonly registeredAt: number;
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
  #timing: CollectionTiming;
  readonly #hearts = new Map<string, Heart>();
  readonly #records = new Map<string, RecordDates>();
  /** How many reasons there are for which nothing can be written. */
  #stalls = 0;
  #isDown = false;

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

  isBeating(id: string): boolean {
    return this.#stalls === 0 && this.#hearts.get(id)?.beating === true;
  }

  /** Puts in a record that no process keeps up. */
  insert(id: string, dates: RecordDates): void {
    this.#records.set(id, dates);
    this.#hearts.set(id, { id, anchor: dates.registeredAt, from: dates.registeredAt, beating: false });
  }

  /** Deletes a record by hand; a living process registers again at its next heartbeat. */
  delete(id: string, at: number): void {
    const heart = this.#hearts.get(id);
    if (heart !== undefined) this.#hearts.set(id, this.#settle(heart, at));
    this.#records.delete(id);
  }

  /** Nothing can be written from now on, while the TTL monitor, inside the database, goes on. */
  stall(at: number): void {
    this.list(at);
    this.#stalls += 1;
  }

  /** Heartbeats are written again, each at its next due time. */
  resume(at: number): void {
    this.list(at);
    this.#stalls -= 1;
  }

  /** The database is gone, and its TTL monitor with it. */
  goDown(at: number): void {
    this.stall(at);
    this.#isDown = true;
  }

  /** The database is back. What has waited for it is written at once; its TTL monitor first sleeps for one interval. */
  comeUp(at: number): void {
    this.resume(at);
    this.#isDown = false;
    this.#timing = { ...this.#timing, sweepAt: at + this.#timing.sweep };
    for (const { id, beating } of this.#hearts.values()) if (beating) this.#beat(id, at, at);
  }

  /** Another host takes over, with a clock of its own and a TTL monitor that first runs at that time. */
  failOver(at: number, clock: Pick<CollectionTiming, 'skew' | 'sweepAt'>): void {
    this.list(at);
    this.#timing = { ...this.#timing, ...clock };
  }

  /** All records at that time. */
  list(at: number): ReadonlyMap<string, RecordDates> {
    for (const heart of this.#hearts.values()) this.#hearts.set(heart.id, this.#settle(heart, at));
    return this.#records;
  }

  has(id: string, at: number): boolean {
    const heart = this.#hearts.get(id);
    if (heart !== undefined) this.#hearts.set(id, this.#settle(heart, at));
    return this.#records.has(id);
  }

  /** When the record is deleted unless its process beats again: by the first sweep that finds it expired. */
  deletionOf(id: string): number {
    const record = this.#records.get(id);
    if (record === undefined) return -Infinity;
    if (this.#isDown) return Infinity;
    const { expire, sweep, sweepAt, skew } = this.#timing;
    const expiresAt = Math.max(record.updatedAt - skew + expire, record.registeredAt);
    return sweepAt + Math.max(0, Math.ceil((expiresAt - sweepAt) / sweep)) * sweep;
  }

  /** Forgets a process that will never beat again. */
  forget(id: string): void {
    this.#hearts.delete(id);
  }

  /** Brings a process's record to the given time. */
  #settle(heart: Heart, until: number): Heart {
    const { id, anchor } = heart;
    const { heartbeat } = this.#timing;
    const firstBeat = anchor + Math.max(0, Math.ceil((heart.from - anchor) / heartbeat)) * heartbeat;
    if (heart.beating && this.#stalls === 0 && firstBeat <= until) {
      this.#beat(id, firstBeat, anchor + Math.floor((until - anchor) / heartbeat) * heartbeat);
    }
    this.#deleteExpired(id, until);
    return { ...heart, from: Math.max(heart.from, until + 1) };
  }

  /** The first and the last of several beats without a gap: where the record is gone, the first registers anew. */
  #beat(id: string, first: number, last: number): void {
    const { skew } = this.#timing;
    this.#deleteExpired(id, first);
    const { createdAt, registeredAt } = this.#records.get(id) ?? { createdAt: first + skew, registeredAt: first };
    this.#records.set(id, { createdAt, registeredAt, updatedAt: last + skew });
  }

  #deleteExpired(id: string, at: number): void {
    if (this.#records.has(id) && this.deletionOf(id) <= at) this.#records.delete(id);
  }
}
