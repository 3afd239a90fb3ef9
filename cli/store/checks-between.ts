import { dayAndTimeText } from '../../core/text/time-text.ts';
import type { Span } from '../../adapters/dynamodb/history.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { WorkspaceHistory } from './history-options.ts';
import { Problem } from '../base/problem.ts';
import { spanText } from '../time/span.ts';

/**
 * The checks of a workspace within a span, oldest first, read page by page as they are asked for.
 *
 * @throws Problem where there are none: it says until when there are any
 */
export async function* checksBetween(
  { history, workspace, now }: Pick<WorkspaceHistory, 'history' | 'workspace' | 'now'>,
  span: Span,
): AsyncGenerator<Snapshot, void, undefined> {
  let isEmpty = true;
  for await (const snapshot of history.between(workspace, span)) {
    isEmpty = false;
    yield snapshot;
  }
  if (isEmpty) throw await noChecks({ history, workspace, now }, span);
}

/** That a span holds no checks, and until when there are any. */
export async function noChecks(
  { history, workspace, now }: Pick<WorkspaceHistory, 'history' | 'workspace' | 'now'>,
  span: Span,
): Promise<Problem> {
  const latest = await history.latest(workspace, now);
  const last = latest === null ? '' : `: the last one is of ${dayAndTimeText(latest.takenAt)}`;
  return new Problem(`there are no checks of ${workspace} between ${spanText(span)}${last}`);
}
