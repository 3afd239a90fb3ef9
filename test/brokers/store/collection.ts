import type { InstanceRecord, UndatedRecord } from '../protocol.ts';

/** The records of one cluster, dated by the store's own clock, which is the only one that dates them. */
export class Collection {
  readonly #records = new Map<string, InstanceRecord>();
  readonly #timestamp: () => string;

  constructor(timestamp: () => string) {
    this.#timestamp = timestamp;
  }

  list(): readonly InstanceRecord[] {
    return [...this.#records.values()];
  }

  insert(record: UndatedRecord): void {
    const now = this.#timestamp();
    const { _id, extraInformation, name, pid } = record;
    this.#records.set(_id, { _id, _createdAt: now, _updatedAt: now, extraInformation, name, pid });
  }

  /** Dates a record anew. False where there is none any more: then it has to be inserted again. */
  touch(id: string, conns: number): boolean {
    const record = this.#records.get(id);
    if (record === undefined) return false;
    const extraInformation = { ...record.extraInformation, conns };
    this.#records.set(id, { ...record, _updatedAt: this.#timestamp(), extraInformation });
    return true;
  }

  /** Removes what was last touched before then. */
  removeOlderThan(time: number): void {
    for (const { _id, _updatedAt } of this.#records.values()) {
      if (Date.parse(_updatedAt) < time) this.#records.delete(_id);
    }
  }
}
