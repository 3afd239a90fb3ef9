import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isNativeError } from 'node:util/types';
import type { Span } from '../../adapters/dynamodb/history.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { loadTimeline } from '../../adapters/dynamodb/rollups-timeline.ts';
import { momentText, utc } from '../../web/drawing/time-axis.ts';
import type { Timeline } from '../../core/timeline/model.ts';
import type { WorkspaceHistory } from '../store/history-options.ts';
import { Problem } from '../base/problem.ts';
import { noChecks } from '../store/checks-between.ts';

interface ReportSource extends Pick<WorkspaceHistory, 'history' | 'workspace' | 'now'> {
  readonly rollups: Rollups;
}

/** How often the progress is shown. */
const checksPerNote = 5_000;

/**
 * The timeline of a span, from the first check in it on: what was before the history begins is nobody's fault, and
 * would only press the rest together. What is not rolled up yet is read check by check, and kept for the next time.
 *
 * @throws Problem where there are no checks
 */
export async function timelineOf(
  { history, rollups, workspace, now }: ReportSource,
  span: Pick<Span, 'since' | 'until'>,
  onNote: (note: string) => void,
): Promise<Timeline> {
  let read = 0;
  const onCheck = ({ takenAt }: Snapshot): void => {
    read += 1;
    if (read % checksPerNote === 0) onNote(`${read} checks read, now those of ${momentText(takenAt, utc)} UTC`);
  };
  const request = { workspace, from: span.since, to: span.until, now, mayWrite: true, onCheck };
  const loaded = await loadTimeline({ history, rollups }, request);
  if (loaded === null) throw await noChecks({ history, workspace, now }, { ...span, now });
  return loaded.timeline;
}

/**
 * Sees to it that a page may be written there, before a month is read for it.
 *
 * @throws Problem where something is there that may not go
 */
export function ensureFree(out: string, mayReplace: boolean): void {
  if (!mayReplace && existsSync(out)) throw alreadyThere(out);
}

/**
 * Writes a page, and returns where it is.
 *
 * @param mayReplace whether what is there already may go
 * @throws Problem where it cannot be written
 */
export async function writePage(page: string, out: string, mayReplace: boolean): Promise<string> {
  const path = resolve(out);
  try {
    await writeFile(path, page, { flag: mayReplace ? 'w' : 'wx' });
  } catch (cause) {
    throw cannotWrite(out, cause);
  }
  return path;
}

const cannotWrite = (out: string, cause: unknown): Problem => {
  if (isNativeError(cause) && 'code' in cause && cause.code === 'EEXIST') return alreadyThere(out);
  const said = isNativeError(cause) ? cause.message : String(cause);
  return new Problem(`${out} cannot be written (${said}): name another file with --out`);
};

const alreadyThere = (out: string): Problem =>
  new Problem(`${out} is there already: name another file with --out, or let it be replaced with --force`);

/** `17 KB`, `1.2 MB` */
export const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** `21 Nov 19:00 to 21 Nov 20:41 UTC` */
export const spanOf = ({ from, to }: Pick<Timeline, 'from' | 'to'>): string =>
  `${momentText(from, utc)} to ${momentText(to, utc)} UTC`;
