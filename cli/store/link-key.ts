import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { Problem } from '../base/problem.ts';

/** The file of a store with the key that signs links: who can read it can acknowledge. */
export const linkKeyFile = 'acknowledge.key';

const keyBytes = 32;
const keyForm = /^[\w-]{43}\n?$/;

/**
 * The key that signs the links of a store, made at first use; of a store in memory, one that is forgotten with it.
 *
 * @throws Problem where it cannot be read or written
 */
export async function linkKeyIn(directory: string | null): Promise<Buffer> {
  const made = randomBytes(keyBytes);
  if (directory === null) return made;
  const path = join(directory, linkKeyFile);
  try {
    await writeFile(path, `${made.toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (cause) {
    if (!isNativeError(cause) || !('code' in cause) || cause.code !== 'EEXIST') throw unusable(path, cause);
  }
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unusable(path, cause);
  });
  if (!keyForm.test(text)) throw unusable(path, new Error('it holds no key'));
  return Buffer.from(text.trim(), 'base64url');
}

const unusable = (path: string, cause: unknown): Problem => {
  const reason = isNativeError(cause) ? cause.message : String(cause);
  return new Problem(`the key in ${path} cannot be used (${reason}): move it away, and a new one is made`, { cause });
};
