import { plusSeconds } from '../../core/base/time.ts';
import type { Instance } from '../../core/observation/instance.ts';
import { type Life, type Moment, sightingOf } from './life.ts';
import { calm } from './probe-script.ts';

/** These instances, fresh and connected, seen by each of them in turn every half hour, for 25 hours. */
export function quietDayAfter({ at: from, rules }: Moment, instances: readonly Instance[]): Life {
  const everySeconds = 1_800;
  return Array.from({ length: (25 * 3_600) / everySeconds }, (_, index) => {
    const at = plusSeconds(from, everySeconds * (index + 1));
    const observer = instances[index % instances.length];
    const seen = instances.map((instance) => ({
      ...instance,
      heartbeatAt: plusSeconds(at, -3),
      connected: true,
      local: instance === observer,
      ...(instance.live !== undefined && { live: calm }),
    }));
    return { at, rules, observation: sightingOf(seen) };
  });
}
