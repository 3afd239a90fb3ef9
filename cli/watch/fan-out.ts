import { type Alert, messagesOf } from '../../core/alerts/alert.ts';
import type { AlertOrigin } from '../../core/alerts/origin.ts';
import { PublishError, type Publisher } from '../../adapters/sns/publisher.ts';
import { type DeliveryFailure, type Destination, takesAlert } from './destination.ts';

/** So many tries deliver an alert that a destination refuses; then it is given up there. */
export const maxRefusals = 3;

export interface FanOut extends Publisher {
  /**
   * Shows an alert at once, and delivers it wherever no earlier one waits, however long others wait elsewhere;
   * publishing it then does none of that again.
   */
  hurry(alert: Alert): Promise<void>;
}

/** What was done with an alert at one destination that does not have it. */
interface Attempted {
  /** What of it is for that destination. */
  readonly message: Alert;
  readonly refusals: number;
  /** What was said last of why it does not have it. */
  readonly reason: string | null;
}

/** What was done with an alert that not all destinations have. */
interface Waiting {
  isShown: boolean;
  /** Those that do not have it. */
  readonly missing: Map<Destination, Attempted>;
}

interface FanOutOptions {
  readonly shown: Publisher;
  readonly destinations: readonly Destination[];
  /** Of the alerts, for their links. */
  readonly origin: AlertOrigin;
  readonly onNote: (note: string) => void;
}

/**
 * Shows each alert, and delivers it to all destinations whose route takes it, each for itself: one that does not take
 * it keeps it from no other. It is published once all have it. What is missing is tried again at the next check; one
 * that a destination refuses `maxRefusals` times is given up there, which loses nothing: it was shown.
 */
export function fanOut({ shown, destinations, origin, onNote }: FanOutOptions): FanOut {
  const waiting = new Map<string, Waiting>();

  const waitingAs = (alert: Alert): Waiting => {
    const known = waiting.get(alert.id);
    if (known !== undefined) return known;
    const messages = messagesOf(alert);
    const missing = destinations.flatMap((destination) => {
      const message = messages.find((one) => takesAlert(destination.route, one));
      return message === undefined ? [] : [[destination, { message, refusals: 0, reason: null }] as const];
    });
    const made = { isShown: false, missing: new Map<Destination, Attempted>(missing) };
    waiting.set(alert.id, made);
    return made;
  };

  const show = async (alert: Alert, state: Waiting): Promise<void> => {
    if (state.isShown) return;
    await shown.publish(alert);
    state.isShown = true;
  };

  const attempt = async (destination: Destination, state: Waiting): Promise<DeliveryFailure | null> => {
    const before = state.missing.get(destination);
    if (before === undefined) return null;
    const { message } = before;
    const failure = await destination.deliver(message, origin);
    state.missing.delete(destination);
    if (failure === null) return null;
    const { reason } = failure;
    const refusals = before.refusals + (failure.isRefusal ? 1 : 0);
    if (refusals === maxRefusals) {
      onNote(`alert ${message.id} is given up for ${destination.name}: it was refused ${maxRefusals} times. ${reason}`);
      return null;
    }
    state.missing.set(destination, { message, refusals, reason });
    if (reason !== before.reason) {
      onNote(`alert ${message.id} was not delivered to ${destination.name}; ${nextCheck} ${reason}`);
    }
    return failure;
  };

  const hasEarlier = (destination: Destination, state: Waiting): boolean =>
    [...waiting.values()].some((other) => other !== state && other.missing.has(destination));

  return {
    hurry: async (alert) => {
      const state = waitingAs(alert);
      await show(alert, state);
      const free = [...state.missing.keys()].filter((destination) => !hasEarlier(destination, state));
      // Where no alert waits before it, publishing it comes next.
      if (waiting.size > 1) await Promise.all(free.map((destination) => attempt(destination, state)));
    },
    publish: async (alert) => {
      const state = waitingAs(alert);
      await show(alert, state);
      const tried = await Promise.all(
        [...state.missing.keys()].map(async (destination) => ({
          destination: destination.name,
          failure: await attempt(destination, state),
        })),
      );
      for (const { destination, failure } of tried) {
        if (failure === null) continue;
        const { kind, reason } = failure;
        throw new PublishError({ destination, alert, kind, advice: nextCheck, cause: reason });
      }
      waiting.delete(alert.id);
    },
  };
}

const nextCheck = 'the next check tries again.';
