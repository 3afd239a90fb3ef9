import type { Span } from '../../adapters/dynamodb/history.ts';
import { type LoadedTimeline, loadTimeline } from '../../adapters/dynamodb/rollups-timeline.ts';
import type { TimelineSource } from '../../adapters/dynamodb/rollups-make.ts';

/** A day of ten instances, every minute, is drawn from every check; of more, from what was kept of each hour. */
const limits = {
  maxRead: 20_000,
  /** What one look at a dashboard may make up for: four days of ten instances, every minute. */
  maxRolledUp: 60_000,
};

/**
 * Reads what a widget shows, in bounded work: a history that is not rolled up yet takes a few looks.
 *
 * @returns null where there are no checks in that time
 */
export const readForWidget = (
  source: TimelineSource,
  workspace: string,
  { since, until, now }: Span,
  { maxRead, maxRolledUp } = limits,
): Promise<LoadedTimeline | null> =>
  loadTimeline(source, { workspace, from: since, to: until, now, mayWrite: true, maxRead, maxRolledUp });
