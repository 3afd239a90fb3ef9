import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { History } from '../../adapters/dynamodb/history.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { countInstances } from '../../core/cluster/counts.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { commandClientConfig, usingClient } from '../input/aws-clients.ts';
import { inTurns } from './in-turns.ts';
import type { LastCheck, TokenState, WorkspaceStatus } from './report.ts';
import type { Schedules } from './schedules.ts';

/** A workspace, as its schedule or the self-check knows it. */
type Scheduled = Pick<WorkspaceStatus, 'name' | 'everySeconds' | 'schedule'>;

/** Those that have a schedule, and those that the self-check looks after and have none. */
export const scheduledWorkspaces = ({ workspaces, selfCheck }: Schedules): readonly Scheduled[] => {
  const scheduled = workspaces.map(({ workspace, isEnabled }): Scheduled => ({
    name: workspace.name,
    everySeconds: workspace.everySeconds,
    schedule: isEnabled ? 'enabled' : 'disabled',
  }));
  const names = new Set(scheduled.map(({ name }) => name));
  const missing = (selfCheck?.event.workspaces ?? []).filter(({ name }) => !names.has(name));
  return [...scheduled, ...missing.map((workspace): Scheduled => ({ ...workspace, schedule: 'missing' }))];
};

/** With the last check of each. */
export function readLastChecks(
  workspaces: readonly Scheduled[],
  table: string,
  now: Timestamp,
): Promise<readonly WorkspaceStatus[]> {
  return usingClient(new DynamoDBClient(commandClientConfig()), async (client) => {
    const history = new History(client, table);
    return await inTurns(workspaces, async (workspace) => {
      const snapshot = await history.latest(workspace.name, now);
      const token = snapshot === null ? 'unknown' : tokenAt(snapshot);
      return { ...workspace, lastCheck: snapshot === null ? null : lastCheckOf(snapshot), token };
    });
  });
}

/** What a snapshot says of its check. */
export const lastCheckOf = ({ takenAt, outcome, health, outbox }: Snapshot): LastCheck => {
  const { listed, healthy } = countInstances(health.instances);
  return { takenAt, outcome, listed, healthy, waitingAlerts: outbox.length };
};

/** A workspace that was seen has accepted it; one that could not be reached says nothing of it. */
const tokenAt = ({ outcome }: Snapshot): TokenState => {
  if (outcome === 'ok' || outcome === 'degraded') return 'accepted';
  return outcome === 'unauthorized' || outcome === 'forbidden' ? 'rejected' : 'unknown';
};
