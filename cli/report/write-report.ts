import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isNativeError } from 'node:util/types';
import type { Span } from '../../adapters/dynamodb/history.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { later, type Timestamp } from '../../core/base/time.ts';
import { momentText, utc } from '../../web/drawing/time-axis.ts';
import { readTimeline } from '../../core/timeline/read-timeline.ts';
import type { Timeline } from '../../core/timeline/timeline.ts';
import { Problem } from '../base/problem.ts';

/** How often the progress is shown. */
const checksPerNote = 5_000;

/**
 * The timeline of the checks of a span, from the first of them on: what was before the history begins is nobody's
 * fault, and would only press the rest together.
 *
 * @param snapshots oldest first
 */
export async function timelineOf(
  snapshots: AsyncGenerator<Snapshot, void, undefined>,
  workspace: string,
  { since, until }: Pick<Span, 'since' | 'until'>,
  onNote: (note: string) => void,
): Promise<Timeline> {
  const first = await snapshots.next();
  async function* all(): AsyncGenerator<Snapshot, void, undefined> {
    if (first.done !== true) yield first.value;
    yield* snapshots;
  }
  let read = 0;
  const onCheck = ({ takenAt }: Snapshot): void => {
    read += 1;
    if (read % checksPerNote === 0) onNote(`${read} checks read, up to ${momentText(takenAt, utc)} UTC`);
  };
  const begin = first.done === true ? since : later(since, first.value.takenAt);
  return readTimeline(all(), { workspace, since: begin, until, onCheck });
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
export const spanOf = ({ since, until }: { readonly since: Timestamp; readonly until: Timestamp }): string =>
  `${momentText(since, utc)} to ${momentText(until, utc)} UTC`;
