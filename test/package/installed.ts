import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Environment, Processes } from '../deploy/processes.ts';

/** Bytes of all files below a folder. */
export const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const entry = lstatSync(join(folder, name));
    return entry.isFile() ? sum + entry.size : sum;
  }, 0);

const lockFile = v.object({ packages: v.record(v.string(), v.unknown()) });

/** How many packages npm has installed there. */
export function countPackages(folder: string): number {
  const lock: unknown = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
  return Object.keys(v.parse(lockFile, lock).packages).length;
}

interface InstallOptions {
  readonly packages: readonly string[];
  readonly environment: Environment;
}

/** `npm install` in a folder that has a package.json. */
export async function install(
  processes: Processes,
  folder: string,
  { packages, environment }: InstallOptions,
): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel', 'error'];
  await processes.run('npm', ['install', '--prefix', folder, ...quiet, ...packages], {
    env: environment,
    timeoutSeconds: 900,
    directory: folder,
  });
}
