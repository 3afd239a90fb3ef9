import type { TimelineSource } from '../adapters/dynamodb/rollups-make.ts';
import { loadTimeline } from '../adapters/dynamodb/rollups-timeline.ts';
import { plusSeconds, type Timestamp } from '../core/base/time.ts';
import { type ForSuggestion, suggestFor } from '../core/replay/suggest-for.ts';
import type { Rules } from '../core/rules/registry.ts';
import type { Week } from '../core/summary/week.ts';
import { noisiestOf } from '../core/summary/make-summary.ts';
import { uncheckedWeek, type WorkspaceWeek, weekOf } from '../core/summary/workspace-week.ts';

/** A time of which a summary is made, and when. */
export interface SummarySpan extends Week {
  readonly now: Timestamp;
}

/** So many workspaces are read at a time. */
const maxAtOnce = 8;

/** The figures of workspaces in a time, in their order. */
export async function readWeeks(
  source: TimelineSource,
  workspaces: readonly string[],
  { from, to, now }: SummarySpan,
): Promise<readonly WorkspaceWeek[]> {
  const weeks: WorkspaceWeek[] = [];
  for (let start = 0; start < workspaces.length; start += maxAtOnce) {
    const some = workspaces.slice(start, start + maxAtOnce).map(async (workspace) => {
      const loaded = await loadTimeline(source, { workspace, from, to, now, hasUptime: false });
      return loaded === null ? uncheckedWeek(workspace) : weekOf(loaded.timeline);
    });
    weeks.push(...(await Promise.all(some)));
  }
  return weeks;
}

/** More would take minutes: the instances of all checks together. */
const maxInstances = 150_000;

/** What `replay` finds for the `for` of the noisiest rule; null where it finds nothing. */
export async function readSuggestion(
  { history }: Pick<TimelineSource, 'history'>,
  weeks: readonly WorkspaceWeek[],
  { from, to, now }: SummarySpan,
  rulesOf: (workspace: string) => Rules | null,
): Promise<ForSuggestion | null> {
  const noisiest = noisiestOf(weeks);
  const rules = noisiest === null ? null : rulesOf(noisiest.workspace);
  if (noisiest === null || rules === null) return null;
  const { workspace, kind } = noisiest;
  const lastMoment = plusSeconds(to, -0.001);
  const before = await history.latestUntil(workspace, { until: plusSeconds(from, -0.001), now });
  const checks = history.between(workspace, { since: from, until: lastMoment, now });
  return suggestFor(checks, before, { kind, rules, maxInstances });
}
