import type { Timeline } from '../../core/timeline/model.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { publicIncidents } from './texts.ts';

/** How a workspace stands, for people who do not run it. */
export interface Standing {
  readonly level: 'well' | 'impaired' | 'down' | 'unknown';
  /** `All 3 instances healthy` */
  readonly text: string;
}

/** After so long without a check, nobody knows. */
const maxQuietSeconds = 900;

/** As it stands at a time by the last check before. */
export function standingOf({ current, incidents }: Pick<Timeline, 'current' | 'incidents'>, at: Timestamp): Standing {
  if (current === null || secondsBetween(current.takenAt, at) > maxQuietSeconds) {
    return { level: 'unknown', text: 'No recent check' };
  }
  const open = publicIncidents(incidents).filter(([{ endedAt }]) => endedAt === null);
  const { healthy, listed } = current;
  const unreachable = open.find(([{ kind }]) => kind === 'unreachable');
  if (unreachable !== undefined) return { level: 'down', text: unreachable[1].now };
  if (listed > 0 && healthy === 0) return { level: 'down', text: 'No instance is healthy' };
  const [worst] = [...open].sort(([a], [b]) => rank(a.severity) - rank(b.severity));
  if (healthy < listed) return { level: 'impaired', text: `${healthy} of ${listed} instances healthy` };
  if (worst !== undefined) return { level: 'impaired', text: worst[1].now };
  // One failed check is no outage yet: what was seen before it still stands.
  return { level: 'well', text: listed === 1 ? 'The instance is healthy' : `All ${listed} instances healthy` };
}

const rank = (severity: string): number => (severity === 'critical' ? 0 : 1);
