import { type AlertObject, readAlertObject } from '../../core/alerts/alert-object.ts';
import type { Log } from '../process/log.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { readSnsEvent, type SnsMessage } from './sns-event.ts';

/** An alert was not handed on. The message says where to, why, and what to do. It never holds a secret. */
export class RelayError extends Error {
  override readonly name = 'RelayError';
  /** Whether another attempt may succeed without anyone doing anything. */
  readonly retryable: boolean;

  constructor(message: string, { retryable }: { readonly retryable: boolean }) {
    super(message);
    this.retryable = retryable;
  }
}

export interface RelayTools {
  /** Rejects where the alert was not taken over. */
  readonly forward: (alert: AlertObject) => Promise<void>;
  readonly log: Log;
}

const maxRemembered = 1_000;
const maxReasonLength = 1_000;

/**
 * Hands on the alerts that a topic delivers to a function. Whatever could not be handed on makes the invocation fail:
 * Lambda then repeats it a minute and three minutes later, and in the end puts the event into the dead-letter queue.
 */
export class Relay {
  readonly #tools: RelayTools;
  /** What has been handed on, for the event of several messages that is repeated because of one of them. */
  readonly #done = new Set<string>();

  constructor(tools: RelayTools) {
    this.#tools = tools;
  }

  async relay(event: unknown): Promise<void> {
    const failures: unknown[] = [];
    for (const message of readSnsEvent(event)) {
      if (this.#done.has(message.id)) continue;
      try {
        await this.#handOn(message);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  async #handOn({ id, text }: SnsMessage): Promise<void> {
    const { forward: handOn, log } = this.#tools;
    let alert: string | null = null;
    try {
      const read = readAlertObject(text);
      alert = read.id;
      await handOn(read);
    } catch (error) {
      const retryable = error instanceof RelayError ? { retryable: error.retryable } : {};
      log.error('alert not handed on', { alert, messageId: id, ...retryable, reason: reasonOf(error) });
      throw error;
    }
    log.info('alert handed on', { alert, messageId: id });
    if (this.#done.size >= maxRemembered) this.#done.clear();
    this.#done.add(id);
  }
}

const reasonOf = (error: unknown): string =>
  oneLine(error instanceof Error ? `${error.name}: ${error.message}` : String(error), maxReasonLength);
