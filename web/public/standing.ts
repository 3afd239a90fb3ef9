import type { CurrentStatus, IncidentSpan } from '../../core/timeline/model.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { publicIncidents } from './texts.ts';

/** How a workspace stands, for people who do not run it. */
export interface Standing {
  readonly level: 'well' | 'impaired' | 'down' | 'unknown';
  /** `All 3 instances healthy` */
  readonly text: string;
}

/** What it goes by: the last check, and the incidents that are known. */
export interface LastKnown {
  readonly current: Pick<CurrentStatus, 'takenAt' | 'healthy' | 'listed'> | null;
  readonly incidents: ReadonlyArray<Pick<IncidentSpan, 'kind' | 'severity' | 'endedAt'>>;
}

/** After so long without a check, nobody knows. */
export const maxQuietSeconds = 900;

/** The same of a workspace that is checked less often. */
export const maxQuietSecondsOf = (everySeconds: number): number => Math.max(maxQuietSeconds, 2 * everySeconds + 120);

/**
 * As it stands at a time by the last check before.
 *
 * @param maxQuiet after so many seconds without a check, nobody knows
 */
export function standingOf(
  { current, incidents }: LastKnown,
  at: Timestamp,
  maxQuiet: number = maxQuietSeconds,
): Standing {
  if (current === null || secondsBetween(current.takenAt, at) > maxQuiet) {
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

/** Worst last. */
const levels = ['well', 'unknown', 'impaired', 'down'] as const satisfies ReadonlyArray<Standing['level']>;

/** The worst of several. */
export const worstLevel = (standings: readonly Standing[]): Standing['level'] =>
  levels.findLast((level) => standings.some((one) => one.level === level)) ?? 'unknown';
