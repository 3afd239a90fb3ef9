import { hasAnswered, putOffAt } from '../core/cluster/probes.ts';
import type { HealthState } from '../core/cluster/state.ts';
import { emptyProbeResult } from '../core/observation/probe-result.ts';
import { type Probe, probeInstances } from '../adapters/probe/probe-instances.ts';
import type { Clock } from '../core/time.ts';
import { defaultLimits, type Limits } from '../adapters/rocketchat/limits.ts';
import type { WatchedWorkspace } from '../config/check-event.ts';
import type { Seen } from '../core/build-snapshot.ts';

export interface ProbeTools {
  readonly clock: Clock;
  /** @default the client's own */
  readonly limits?: Partial<Limits>;
  /** @default probeInstances */
  readonly probe?: Probe;
}

/**
 * What was seen, and what each instance of it tells itself, where a workspace is set up for that. A look that saw
 * nothing asks nobody, and what no instance tells is unknown: the check goes on all the same.
 *
 * @param before what the check before this one left known
 */
export async function probeListedInstances(
  seen: Seen,
  { probe: settings }: Pick<WatchedWorkspace, 'probe'>,
  before: HealthState | null,
  { clock, limits, probe = probeInstances }: ProbeTools,
): Promise<Seen> {
  const { observation, latencyMilliseconds } = seen;
  if (settings === undefined || observation.outcome !== 'ok') return seen;
  const { observationMilliseconds } = { ...defaultLimits, ...limits };
  const known = before?.instances ?? [];
  const live = await probe(observation.instances, {
    settings,
    millisecondsLeft: observationMilliseconds - latencyMilliseconds,
    answeredLastTime: new Set(
      known.filter(({ live: last }) => last !== undefined && hasAnswered(last)).map(({ id }) => id),
    ),
    putOff: putOffAt(known, clock.now()),
  });
  const instances = observation.instances.map((one) => ({ ...one, live: live.get(one.id) ?? emptyProbeResult }));
  return { ...seen, observation: { ...observation, instances } };
}
