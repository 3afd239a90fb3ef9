import type { Sighting } from '../../core/observation/observation.ts';
import { probeInstance, type ProbeInstanceLimits, failedProbe } from './probe-instance.ts';
import type { ProbeResult } from '../../core/observation/probe-result.ts';
import type { ProbeSettings } from './settings.ts';
import { type Target, targetsOf } from './target.ts';

export interface ProbeLimits extends ProbeInstanceLimits {
  /** All instances. */
  readonly inAllMilliseconds: number;
  /** How many are asked at the same time. */
  readonly atOnce: number;
}

export const defaultProbeLimits: ProbeLimits = {
  instanceMilliseconds: 3_000,
  // Should nobody answer, that is three turns of twenty; those who answered last time come first.
  inAllMilliseconds: 9_500,
  atOnce: 20,
  // A large server exposes a few hundred kilobytes.
  bodyBytes: 2 * 1024 * 1024,
};

export interface ProbeOptions {
  readonly settings: ProbeSettings;
  /** What the check has left. */
  readonly millisecondsLeft: number;
  /** Ids of those who answered the last time: they are asked before the others. */
  readonly answeredLastTime: ReadonlySet<string>;
  /** Ids of those who are not asked this time. */
  readonly putOff: ReadonlySet<string>;
  /** @default defaultProbeLimits */
  readonly limits?: Partial<ProbeLimits>;
}

/** Asks the instances of an answer what they know of themselves. By id; never rejects for what an instance does. */
export type Probe = (
  instances: Sighting['instances'],
  options: ProbeOptions,
) => Promise<ReadonlyMap<string, ProbeResult>>;

/** Over HTTP. */
export const probeInstances: Probe = async (instances, options) => {
  const limits = { ...defaultProbeLimits, ...options.limits };
  const endsAt = performance.now() + Math.min(limits.inAllMilliseconds, options.millisecondsLeft);
  const targets = targetsOf(instances, options.settings);
  const live = new Map<string, ProbeResult>();
  const waiting = inOrder(targets, options.answeredLastTime)[Symbol.iterator]();
  const workThrough = async (): Promise<void> => {
    for (const [id, target] of waiting) live.set(id, await probeTarget(id, target));
  };
  const probeTarget = async (id: string, target: Target): Promise<ProbeResult> => {
    if ('failure' in target) return failedProbe(target.failure);
    if (options.putOff.has(id)) return failedProbe('put-off');
    const left = endsAt - performance.now();
    return left < minMilliseconds ? failedProbe('no-time') : probeInstance(target, limits, left);
  };
  await Promise.all(Array.from({ length: limits.atOnce }, workThrough));
  return live;
};

/** In less, a healthy instance may seem not to answer. */
const minMilliseconds = 500;

const inOrder = (
  targets: ReadonlyMap<string, Target>,
  first: ReadonlySet<string>,
): ReadonlyArray<readonly [string, Target]> =>
  [...targets].sort(([a], [b]) => Number(first.has(b)) - Number(first.has(a)));
