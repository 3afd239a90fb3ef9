import { retryRequest, type RetryTools } from '../http/retry.ts';
import { readWorkspaceUrl } from './workspace-url.ts';
import type { Credentials } from './credentials.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { fetchInstances } from './fetch-instances.ts';
import type { Observation } from '../../core/observation/observation.ts';
import { areSendable } from '../http/redact.ts';

/** What is observed. */
export interface ObservedWorkspace {
  readonly url: string;
  readonly allowInsecure: boolean;
  /** PEM of the authority that signed its certificate, where that is no public one. @default null: none */
  readonly ca?: string | null;
}

export interface ObserveTools extends RetryTools {
  /** @default defaultLimits */
  readonly limits?: Partial<Limits>;
}

/**
 * One look at a workspace: calls `GET /api/v1/instances.get`, again where that may help. What goes wrong is the
 * observation, with its kind and one line on what was seen; it never holds a credential.
 */
export const fetchObservation = async (
  target: ObservedWorkspace,
  credentials: Credentials,
  tools: ObserveTools,
): Promise<Observation> => {
  const { clock } = tools;
  const limits = { ...defaultLimits, ...tools.limits };
  const address = readWorkspaceUrl(target.url, target);
  if ('problem' in address) return { outcome: 'network', detail: address.problem, httpStatus: null };
  if (!areSendable(credentials)) {
    const detail = 'the stored user id or token is empty or holds characters that none has';
    return { outcome: 'unauthorized', detail, httpStatus: null };
  }

  const endpoint = new URL(`${address.url}/api/v1/instances.get`);
  const { observation } = await retryRequest(
    () => fetchInstances({ endpoint, credentials, limits, clock, ca: target.ca ?? null }),
    { ...limits, inAllMilliseconds: limits.observationMilliseconds },
    tools,
  );
  return observation;
};
