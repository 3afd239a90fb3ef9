import * as v from 'valibot';
import { type InstanceRecord, recordSchema, type UndatedRecord } from '../protocol.ts';

/** The records of a cluster, in the store's process. */
export class Records {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async list(): Promise<readonly InstanceRecord[]> {
    const response = await fetch(this.#url);
    return v.parse(v.array(recordSchema), await response.json());
  }

  async insert(record: UndatedRecord): Promise<void> {
    await this.#post(this.#url, record);
  }

  /** Says that the process lives. False where its record has expired. */
  async touch(id: string, conns: number): Promise<boolean> {
    const { status } = await this.#post(`${this.#url}/${id}`, { conns });
    return status !== 404;
  }

  async #post(url: string, body: object): Promise<Response> {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    await response.arrayBuffer();
    return response;
  }
}
