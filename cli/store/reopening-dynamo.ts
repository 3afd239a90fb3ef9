import { type Answering, type DynamoAnswer, serverError } from './local-client.ts';

interface Database extends Answering {
  close(): Promise<void>;
}

/**
 * An embedded DynamoDB that is opened anew after an error of its database: once a write has failed, as on a full disk,
 * that database refuses all others, even when there is room again.
 */
export class ReopeningDynamo implements Answering {
  readonly #open: () => Promise<Database>;
  #current: Promise<Database> | null = null;
  #isClosed = false;

  /** @param open opens the database, which nothing else has open */
  constructor(open: () => Promise<Database>) {
    this.#open = open;
  }

  async answer(target: string, body: string): Promise<DynamoAnswer> {
    if (this.#isClosed) return serverError('the store is closed');
    const opened = (this.#current ??= this.#open());
    try {
      const dynamo = await opened;
      const answer = await dynamo.answer(target, body);
      if (answer.status >= 500) this.#renew(opened);
      return answer;
    } catch (error) {
      if (this.#current === opened) this.#current = null;
      return serverError(error instanceof Error ? error.message : String(error));
    }
  }

  /** Has the next request open the database anew, unless another request has seen to that already. */
  #renew(opened: Promise<Database>): void {
    if (this.#current !== opened || this.#isClosed) return;
    this.#current = opened
      .then((dynamo) => dynamo.close())
      .then(this.#open)
      .catch((error: unknown) => {
        this.#current = null;
        throw error;
      });
    // The caller that waits for it gets its failure.
    this.#current.catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const dynamo = await this.#current?.catch(() => null);
    await dynamo?.close();
  }
}
