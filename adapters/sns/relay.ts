import { type AlertObject, readAlertObject } from '../../core/alerts/alert-object.ts';
import { readSummaryObject, type SummaryObject } from '../../core/summary/summary-object.ts';
import { oneLine } from '../../core/text/one-line.ts';
import type { Log } from '../process/log.ts';
import { readSnsEvent, type SnsMessage } from './sns-event.ts';

/** An alert could not be forwarded. The message says where to, why, and what to do. It never holds a secret. */
export class RelayError extends Error {
  override readonly name = 'RelayError';
  /** Whether another attempt may succeed without anyone doing anything. */
  readonly retryable: boolean;

  constructor(message: string, { retryable }: { readonly retryable: boolean }) {
    super(message);
    this.retryable = retryable;
  }
}

interface RelayTools {
  /** Rejects where the alert, or the summary, was not accepted. */
  readonly forward: (message: AlertObject | SummaryObject) => Promise<void>;
  readonly log: Log;
}

const maxForwardedIds = 1_000;
const maxReasonLength = 1_000;

/**
 * Forwards the alerts and summaries that a topic delivers to a function. One that could not be forwarded makes the invocation
 * fail: Lambda then repeats it after one and after two more minutes, and at last puts the event into the dead-letter queue.
 */
export class Relay {
  readonly #tools: RelayTools;
  /** Messages that were forwarded: an event of several is repeated if one of them fails. */
  readonly #forwardedIds = new Set<string>();

  constructor(tools: RelayTools) {
    this.#tools = tools;
  }

  async relay(event: unknown): Promise<void> {
    const failures: unknown[] = [];
    for (const message of readSnsEvent(event)) {
      if (this.#forwardedIds.has(message.id)) continue;
      try {
        await this.#forward(message);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  async #forward({ id, text }: SnsMessage): Promise<void> {
    const { forward, log } = this.#tools;
    let what: { readonly kind: string; readonly field: Record<string, string | null> } = noAlert;
    try {
      const read = readSummaryObject(text) ?? readAlertObject(text);
      what = { kind: read.type, field: { [read.type]: read.id } };
      await forward(read);
    } catch (error) {
      const retryable = error instanceof RelayError ? { retryable: error.retryable } : {};
      log.error(`${what.kind} not forwarded`, { ...what.field, messageId: id, ...retryable, reason: reasonOf(error) });
      throw error;
    }
    log.info(`${what.kind} forwarded`, { ...what.field, messageId: id });
    if (this.#forwardedIds.size >= maxForwardedIds) this.#forwardedIds.clear();
    this.#forwardedIds.add(id);
  }
}

/** What cannot be read is looked for among the alerts. */
const noAlert = { kind: 'alert', field: { alert: null } };

const reasonOf = (error: unknown): string =>
  oneLine(error instanceof Error ? `${error.name}: ${error.message}` : String(error), maxReasonLength);
