import { renewOrNull } from '../core/secret-source.ts';
import type { Clock } from '../core/time.ts';
import { fetchObservation } from '../adapters/rocketchat/fetch-observation.ts';
import type { Limits } from '../adapters/rocketchat/limits.ts';
import type { Observation } from '../core/observation/observation.ts';
import type { CredentialsSource } from '../adapters/ssm/credentials.ts';
import type { WatchedWorkspace } from '../config/check-event.ts';

export interface ObservationTools {
  readonly clock: Clock;
  readonly credentials: CredentialsSource;
  /** @default the client's own */
  readonly limits?: Partial<Limits>;
}

/** One look at a workspace; credentials that it refuses are read anew, and tried if they have changed. */
export async function observeWorkspace(workspace: WatchedWorkspace, tools: ObservationTools): Promise<Observation> {
  const credentials = await tools.credentials.current();
  const observation = await fetchObservation(workspace, credentials, tools);
  if (observation.outcome !== 'unauthorized' && observation.outcome !== 'forbidden') return observation;
  const renewed = await renewOrNull(tools.credentials);
  const haveChanged =
    renewed !== null && (renewed.userId !== credentials.userId || renewed.authToken !== credentials.authToken);
  return haveChanged ? fetchObservation(workspace, renewed, tools) : observation;
}
