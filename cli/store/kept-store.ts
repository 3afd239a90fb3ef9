import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../base/problem.ts';
import { type LocalStore, openLocalStore } from './local-store.ts';
import { connectToWatch } from './running-store.ts';

/**
 * Opens a store that a `watch` keeps, and makes none. The store of a watch that runs is asked through that watch.
 *
 * @throws Problem where there is none, or another process has it open
 */
export async function openKeptStore(directory: string): Promise<LocalStore> {
  insistOnStore(directory);
  return (await connectToWatch(directory)) ?? openLocalStore(directory);
}

/** @throws Problem where the directory holds no store */
export function insistOnStore(directory: string): void {
  if (!existsSync(directory)) throw noStore(`there is no directory ${directory}`);
  // The file by which LevelDB itself knows a database.
  if (!existsSync(join(directory, 'CURRENT'))) throw noStore(`${directory} holds no history`);
}

const noStore = (what: string): Problem =>
  new Problem(`${what}: give the directory that a watch was given (watch --store DIRECTORY)`);
