import { type Clock, secondsBetween } from '../time.ts';
import { readWorkspaceUrl } from './address.ts';
import type { Credentials } from './credentials.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { look } from './look.ts';
import type { Observation } from './observation.ts';
import { areSendable } from './secrets.ts';

/** What is observed. */
export interface Target {
  readonly url: string;
  readonly allowInsecure: boolean;
}

export interface ObserveTools {
  /** Waits between calls; the deadline of a call itself is the machine's. */
  readonly clock: Clock;
  /** @default defaultLimits */
  readonly limits?: Partial<Limits>;
  /** From 0 to below 1, for the jitter. @default Math.random */
  readonly random?: () => number;
}

/**
 * One look at a workspace: calls `GET /api/v1/instances.get`, again where that may help. What goes wrong is the
 * observation, with its kind and one line on what was seen; it never holds a credential.
 */
export const observe = async (target: Target, credentials: Credentials, tools: ObserveTools): Promise<Observation> => {
  const { clock, random = Math.random } = tools;
  const limits = { ...defaultLimits, ...tools.limits };
  const address = readWorkspaceUrl(target.url, target);
  if ('problem' in address) return { outcome: 'network', detail: address.problem, httpStatus: null };
  if (!areSendable(credentials)) {
    const detail = 'the stored user id or token is empty or holds characters that none has';
    return { outcome: 'unauthorized', detail, httpStatus: null };
  }

  const endpoint = new URL(`${address.url}/api/v1/instances.get`);
  const startedAt = clock.now();
  for (let retries = 0; ; retries += 1) {
    const { observation, retryAfterMilliseconds } = await look({ endpoint, credentials, limits, clock });
    if (retryAfterMilliseconds === null || retries === limits.retries) return observation;
    const wait = retryAfterMilliseconds + random() * limits.backoffMilliseconds * 2 ** retries;
    const spent = secondsBetween(startedAt, clock.now()) * 1000;
    // Another call gets its full time or is not begun.
    if (spent + wait + limits.callMilliseconds > limits.observationMilliseconds) return observation;
    await clock.sleep(wait);
  }
};
