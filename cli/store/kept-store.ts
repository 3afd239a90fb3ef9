import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { type LocalStore, openLocalStore } from './local-store.ts';

/**
 * Opens a store that a `watch` has kept, and makes none.
 *
 * @throws Problem where there is none, or a watch has it open
 */
export async function openKeptStore(directory: string): Promise<LocalStore> {
  if (!existsSync(directory)) throw noStore(`there is no directory ${directory}`);
  // The file by which LevelDB itself knows a database.
  if (!existsSync(join(directory, 'CURRENT'))) throw noStore(`${directory} holds no history`);
  return openLocalStore(directory);
}

const noStore = (what: string): Problem =>
  new Problem(`${what}: give the directory that a watch was given (watch --store DIRECTORY)`);
