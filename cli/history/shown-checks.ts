import type { Span } from '../../adapters/dynamodb/history.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { plusSeconds } from '../../core/base/time.ts';
import type { WorkspaceHistory } from '../store/history-options.ts';
import { changesBetween } from './changes-between.ts';
import type { ShownCheck } from './renderings.ts';
import type { Selection } from './selection.ts';

type Checks = AsyncIterable<Snapshot>;

/** The checks at which there is something of what is asked about. */
export async function* matching(checks: Checks, selection: Selection): AsyncGenerator<ShownCheck> {
  for await (const snapshot of checks) {
    const instances = selection.of(snapshot);
    if (selection.isOfAll || instances.length > 0)
      yield { snapshot, instances, isOfAll: selection.isOfAll, changes: null };
  }
}

/** The checks at which something of what is asked about has changed. */
export async function* changedChecks(
  checks: Checks,
  { history, workspace, now }: WorkspaceHistory,
  { since }: Span,
  selection: Selection,
): AsyncGenerator<ShownCheck> {
  let before = await history.latestUntil(workspace, { until: plusSeconds(since, -0.001), now });
  for await (const snapshot of checks) {
    const changes = changesBetween(before, snapshot, selection);
    if (changes.length > 0) yield { snapshot, instances: selection.of(snapshot), isOfAll: selection.isOfAll, changes };
    before = snapshot;
  }
}
