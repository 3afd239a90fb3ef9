import type { InstanceCounts } from '../core/cluster/counts.ts';
import { millisecondsOf } from '../core/base/time.ts';
import type { Snapshot } from '../core/history/snapshot.ts';

/**
 * Fields of a check's log line of which CloudWatch makes metrics (embedded metric format), one set for each workspace.
 * What the check did not see is left out: it is not known, and not zero.
 */
export function embeddedMetrics(
  { takenAt, outcome, health, latencyMilliseconds }: Snapshot,
  counts: InstanceCounts,
  stack: string,
) {
  const seen = outcome === 'ok' ? { ...counts, responseMilliseconds: latencyMilliseconds } : {};
  const openIncidents = health.incidents.filter(({ state, isNotice }) => state === 'open' && !isNotice).length;
  const values = { ...seen, openIncidents };
  const Metrics = Object.keys(values).map((Name) => ({
    Name,
    Unit: Name === 'responseMilliseconds' ? 'Milliseconds' : 'Count',
  }));
  return {
    _aws: {
      Timestamp: millisecondsOf(takenAt),
      CloudWatchMetrics: [{ Namespace: `RocketChatAlerter/${stack}`, Dimensions: [['workspace']], Metrics }],
    },
    ...values,
  };
}
