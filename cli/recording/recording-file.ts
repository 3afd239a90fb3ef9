import { createReadStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { readRecordedCall } from '../../adapters/rocketchat/recording/recorded-call.ts';
import { fieldsOf } from '../../core/base/json.ts';
import { Problem } from '../base/problem.ts';
import { linesOf } from './lines.ts';
import { type LineWriter, openWriter } from './recording-writer.ts';
import { firstByteOfGzip, unzipped } from './unzipped.ts';

interface RecordingFile extends LineWriter {
  /** How many answers were in it. */
  readonly kept: number;
}

/**
 * Opens a recording to add to it. One that was cut off, since whatever wrote it was killed, is first freed of the part
 * of a line at its end.
 *
 * @throws Problem where the file holds anything else
 */
export async function openRecording(file: string): Promise<RecordingFile> {
  try {
    const found = await inspect(file);
    const gzipped = found?.gzipped ?? file.endsWith('.gz');
    if (found !== null && !found.isWhole) await rewrite(file, found);
    return { ...(await openWriter(file, { gzipped })), kept: found?.lines ?? 0 };
  } catch (error) {
    throw error instanceof Problem ? error : cannotWrite(file, error);
  }
}

/** @throws Problem */
export const cannotWrite = (file: string, error: unknown): Problem =>
  new Problem(`${file} cannot be written (${String(fieldsOf(error)['message'])})`);

interface Found {
  readonly gzipped: boolean;
  /** Those that can be kept. */
  readonly lines: number;
  /** Whether more can be added to it as it is. */
  readonly isWhole: boolean;
}

/** Null where there is no file, or an empty one. */
async function inspect(file: string): Promise<Found | null> {
  const gzipped = await isGzipped(file);
  if (gzipped === null) return null;
  let [number, lines, isWhole] = [0, 0, true];
  for await (const line of linesOf(unzipped(createReadStream(file)))) {
    number += 1;
    const isEnded = line.endsWith('\n');
    const isCall = !('problem' in readRecordedCall(line));
    if (!isCall && (isEnded || !isBeginning(line))) {
      throw new Problem(`line ${number} of ${file} is no recorded answer: name another file with --out`);
    }
    lines += isCall ? 1 : 0;
    isWhole = isCall && isEnded;
  }
  return { gzipped, lines, isWhole: isWhole && (!gzipped || (await hasEnd(file))) };
}

/** Nothing but a recording is ever shortened. */
const isBeginning = (line: string): boolean => '{"at":"'.startsWith(line.slice(0, 7));

/** By what it begins with; null where there is nothing. */
async function isGzipped(file: string): Promise<boolean | null> {
  try {
    for await (const chunk of createReadStream(file, { end: 0 })) {
      const bytes: unknown = chunk;
      return bytes instanceof Uint8Array && bytes[0] === firstByteOfGzip;
    }
    return null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const isMissing = (error: unknown): boolean => fieldsOf(error)['code'] === 'ENOENT';

/** Whether a gzipped file was closed. */
async function hasEnd(file: string): Promise<boolean> {
  try {
    await pipeline(createReadStream(file), createGunzip(), async (unpacked: AsyncIterable<unknown>) => {
      const chunks = unpacked[Symbol.asyncIterator]();
      while ((await chunks.next()).done !== true);
    });
    return true;
  } catch {
    return false;
  }
}

/** The lines that can be kept, in a new file that takes the place of the old one when it is complete. */
async function rewrite(file: string, { gzipped, lines }: Found): Promise<void> {
  const copy = `${file}.tmp`;
  await rm(copy, { force: true });
  const writer = await openWriter(copy, { gzipped });
  let written = 0;
  for await (const line of linesOf(unzipped(createReadStream(file)))) {
    if (written === lines) break;
    await writer.append(line.trimEnd());
    written += 1;
  }
  await writer.close();
  await rename(copy, file);
}
