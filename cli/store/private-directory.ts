import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { controlSocket } from './control-socket.ts';
import { linkKeyFile } from './link-key.ts';

const onlyOwner = { directory: 0o700, file: 0o600, umask: 0o077 } as const;

/** The files of the embedded database, the socket of a watch, and the key of its links. */
const isOfStore = (name: string): boolean =>
  name === controlSocket ||
  name === linkKeyFile ||
  /^(CURRENT|LOCK|LOG(\.old)?|MANIFEST-\d+|\d+\.(ldb|log|sst))$/.test(name);

/**
 * Makes a directory for a store that only its owner can read: a history names hosts and what is wrong with them. A
 * store made by an earlier version is closed to others, too; a directory that holds something else stays as open as
 * it is, but not the store's files in it.
 */
export const makePrivateDirectory = async (directory: string): Promise<void> => {
  await makeDirectory(resolve(directory));
  const names = await readdir(directory);
  const own = names.filter(isOfStore);
  if (own.length === names.length) await restrict(directory, onlyOwner.directory);
  for (const name of own) await restrict(join(directory, name), onlyOwner.file);
};

/** One by one: where a directory takes none, as /proc does not, `recursive` never comes to an end. */
const makeDirectory = async (directory: string): Promise<void> => {
  if (existsSync(directory)) return;
  await makeDirectory(dirname(directory));
  await mkdir(directory, { mode: onlyOwner.directory });
};

/** Somebody else's file is theirs to close; a file may also be gone again. */
const restrict = async (path: string, mode: number): Promise<void> => {
  await chmod(path, mode).catch(() => undefined);
};

/** Has the process make its files for their owner alone, until what is returned is called. */
export const makingPrivateFiles = (): (() => void) => {
  const before = process.umask(onlyOwner.umask);
  return () => {
    process.umask(before);
  };
};
