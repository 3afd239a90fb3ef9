import type { Sighting } from '../../core/observation/observation.ts';
import type { ProbeResult } from '../../core/observation/probe-result.ts';
import { failedProbe, probeInstance, type ProbeInstanceLimits } from './probe-instance.ts';
import type { ProbeSettings } from './settings.ts';
import { targetsOf } from './target.ts';

export interface ProbeLimits extends ProbeInstanceLimits {
  /** All instances. */
  readonly inAllMilliseconds: number;
  /** How many are asked at the same time. */
  readonly atOnce: number;
}

export const defaultProbeLimits: ProbeLimits = {
  instanceMilliseconds: 3_000,
  // If none answers, that is time for three times twenty; those that answered at the last check come first.
  inAllMilliseconds: 9_500,
  atOnce: 20,
  // A large server exposes a few hundred kilobytes.
  bodyBytes: 2 * 1024 * 1024,
};

/** In less time, a healthy instance may seem not to answer. */
const minMilliseconds = 500;

export interface ProbeOptions {
  readonly settings: ProbeSettings;
  /** What the check has left. */
  readonly millisecondsLeft: number;
  /** Ids of the instances that answered at the last check: they are asked before the others. */
  readonly answeredLastTime: ReadonlySet<string>;
  /** Ids of the instances that are not asked this time. */
  readonly putOff: ReadonlySet<string>;
  /** @default defaultProbeLimits */
  readonly limits?: Partial<ProbeLimits>;
}

/** Asks the instances of an answer about themselves. Results by id; never rejects for what an instance does. */
export type Probe = (
  instances: Sighting['instances'],
  options: ProbeOptions,
) => Promise<ReadonlyMap<string, ProbeResult>>;

/** Over HTTP. */
export const probeInstances: Probe = async (
  instances,
  { settings, millisecondsLeft, answeredLastTime, putOff, limits: givenLimits },
) => {
  const limits = { ...defaultProbeLimits, ...givenLimits };
  const endsAt = performance.now() + Math.min(limits.inAllMilliseconds, millisecondsLeft);
  const results = new Map<string, ProbeResult>();
  const waiting = [...targetsOf(instances, settings)]
    .sort(([a], [b]) => Number(answeredLastTime.has(b)) - Number(answeredLastTime.has(a)))
    .values();
  const probeWaiting = async (): Promise<void> => {
    for (const [id, target] of waiting) {
      const left = endsAt - performance.now();
      if ('failure' in target) results.set(id, failedProbe(target.failure));
      else if (putOff.has(id)) results.set(id, failedProbe('put-off'));
      else if (left < minMilliseconds) results.set(id, failedProbe('no-time'));
      else results.set(id, await probeInstance(target, limits, left));
    }
  };
  await Promise.all(Array.from({ length: limits.atOnce }, probeWaiting));
  return results;
};
