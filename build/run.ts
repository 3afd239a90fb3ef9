/**
 * Compiles the package into dist/: the command line, the CDK app, what other apps import, and the functions. With `--update-api`, the
 * report of the API is written anew; otherwise, the API must be as it says.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildHandlers } from './handlers.ts';
import { licencesOf } from './licences.ts';
import { buildLibrary, buildPrograms } from './programs.ts';
import { buildClient } from './client.ts';
import { buildTypes } from './types.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const metafiles = await Promise.all([
  buildPrograms(root),
  buildLibrary(root),
  buildClient(root),
  buildHandlers(root, join(dist, 'lambda')),
]);
writeFileSync(join(dist, 'LICENSES.txt'), licencesOf(root, metafiles.flat()));
buildTypes(root, { types: join(dist, 'lib/index.d.cts'), updateReport: process.argv.includes('--update-api') });
