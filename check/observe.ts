import type { Probe } from '../adapters/probe/probe-instances.ts';
import { defaultLimits, type Limits } from '../adapters/rocketchat/limits.ts';
import { renewOrNull } from '../core/base/secret-source.ts';
import { fetchObservation } from '../adapters/rocketchat/fetch-observation.ts';
import type { Observation } from '../core/observation/observation.ts';
import type { CredentialsSource } from '../adapters/ssm/credentials.ts';
import type { WatchedWorkspace } from '../config/check-event.ts';
import { type Clock, secondsBetween, type Timestamp } from '../core/base/time.ts';
import { hasAnswered, putOffAt } from '../core/cluster/probes.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import { emptyProbeResult } from '../core/observation/probe-result.ts';
import { millisecondsToSpend, mustHaveTime, type TimeLeft } from './time-left.ts';

export interface ObservationTools extends TimeLeft {
  readonly clock: Clock;
  readonly credentials: CredentialsSource;
  /** @default the client's own */
  readonly limits?: Partial<Limits>;
  /** @default over HTTP */
  readonly probe?: Probe;
}

type LimitedTools = ObservationTools & { readonly limits: Limits };

/** What a check saw. */
export interface TimedObservation {
  readonly observation: Observation;
  /** How long the calls of the workspace took, retries included. */
  readonly latencyMilliseconds: number;
  /** When the answer came, or the last try failed. */
  readonly observedAt: Timestamp;
}

/**
 * What the workspace answers, and where it is set up for that, what each of its instances answers itself. It takes no
 * longer than leaves time to record what was seen; throws where there is none to see anything.
 */
export async function observeWorkspace(
  workspace: WatchedWorkspace,
  previous: Snapshot | null,
  given: ObservationTools,
): Promise<TimedObservation> {
  mustHaveTime(given, 'to call the workspace');
  const tools = { ...given, limits: within({ ...defaultLimits, ...given.limits }, millisecondsToSpend(given)) };
  const startedAt = tools.clock.now();
  const observation = await observeWithCredentials(workspace, tools);
  const observedAt = tools.clock.now();
  const latencyMilliseconds = Math.round(secondsBetween(startedAt, observedAt) * 1000);
  const probed = await probeListed(observation, latencyMilliseconds, workspace, previous, tools);
  return { observation: probed, latencyMilliseconds, observedAt };
}

/** The limits of what may take so long and no longer. */
const within = (limits: Limits, milliseconds: number): Limits => {
  const observationMilliseconds = Math.min(limits.observationMilliseconds, milliseconds);
  return {
    ...limits,
    observationMilliseconds,
    callMilliseconds: Math.min(limits.callMilliseconds, observationMilliseconds),
  };
};

/** Credentials that the workspace refuses are read anew, and tried if they have changed. */
async function observeWithCredentials(workspace: WatchedWorkspace, tools: LimitedTools): Promise<Observation> {
  const startedAt = tools.clock.now();
  const credentials = await tools.credentials.current();
  const observation = await fetchObservation(workspace, credentials, tools);
  if (observation.outcome !== 'unauthorized' && observation.outcome !== 'forbidden') return observation;
  const renewed = await renewOrNull(tools.credentials);
  const haveChanged =
    renewed !== null && (renewed.userId !== credentials.userId || renewed.authToken !== credentials.authToken);
  if (!haveChanged) return observation;
  const spentMilliseconds = 1000 * secondsBetween(startedAt, tools.clock.now());
  const left = tools.limits.observationMilliseconds - spentMilliseconds;
  if (left <= 0) return observation;
  return fetchObservation(workspace, renewed, { ...tools, limits: within(tools.limits, left) });
}

/** A call that saw nothing probes nothing; what an instance does not answer is unknown, and the check goes on. */
async function probeListed(
  observation: Observation,
  latencyMilliseconds: number,
  { probe: settings }: WatchedWorkspace,
  previous: Snapshot | null,
  { clock, limits, probe = probeOverHttp }: LimitedTools,
): Promise<Observation> {
  if (settings === undefined || observation.outcome !== 'ok') return observation;
  const known = previous?.health.instances ?? [];
  const live = await probe(observation.instances, {
    settings,
    millisecondsLeft: limits.observationMilliseconds - latencyMilliseconds,
    answeredLastTime: new Set(
      known.filter(({ live: last }) => last !== undefined && hasAnswered(last)).map(({ id }) => id),
    ),
    putOff: putOffAt(known, clock.now()),
  });
  const instances = observation.instances.map((one) => ({ ...one, live: live.get(one.id) ?? emptyProbeResult }));
  return { ...observation, instances };
}

/** Loaded for the workspaces that are probed: most are not. */
const probeOverHttp: Probe = async (instances, options) => {
  const { probeInstances } = await import('../adapters/probe/probe-instances.ts');
  return probeInstances(instances, options);
};
