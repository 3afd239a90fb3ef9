import type { Observation } from '../../core/observation/observation.ts';
import { retryRequest, type RetryTools } from '../http/retry.ts';
import { areSendable, type Credentials } from './credentials.ts';
import { fetchInstances } from './fetch-instances.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { instancesEndpoint, readWorkspaceUrl } from './workspace-url.ts';

/** Where a workspace is. */
interface ObservedWorkspace {
  readonly url: string;
  readonly allowInsecure: boolean;
  /** PEM of the authority that signed its certificate, if that is no public one. @default null: none */
  readonly ca?: string | null;
}

export interface FetchTools extends RetryTools {
  /** @default defaultLimits */
  readonly limits?: Partial<Limits>;
}

/**
 * Calls `GET /api/v1/instances.get` of a workspace, again where that may help. A call that fails is an observation,
 * too, with the kind of failure and one line on what was seen; it never holds a credential.
 */
export const fetchObservation = async (
  workspace: ObservedWorkspace,
  credentials: Credentials,
  tools: FetchTools,
): Promise<Observation> => {
  const { clock } = tools;
  const limits = { ...defaultLimits, ...tools.limits };
  const address = readWorkspaceUrl(workspace.url, workspace);
  if ('problem' in address) return { outcome: 'network', detail: address.problem, httpStatus: null };
  if (!areSendable(credentials)) {
    const detail = 'the stored user id or token is empty or holds characters that none has';
    return { outcome: 'unauthorized', detail, httpStatus: null };
  }

  const endpoint = instancesEndpoint(address.url);
  let degraded: string | null = null;
  const { observation } = await retryRequest(
    async () => {
      const attempt = await fetchInstances({ endpoint, credentials, limits, clock, ca: workspace.ca ?? null });
      if (attempt.observation.outcome === 'degraded') degraded = attempt.observation.detail;
      return attempt;
    },
    { ...limits, inAllMilliseconds: limits.observationMilliseconds },
    tools,
  );
  return observation.outcome === 'ok' ? { ...observation, degraded } : observation;
};
