import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { proofDocument, writeSection } from '../../bench/proof-section.ts';
import { sectionOf } from './report.ts';

/*
 * `npm run test:mutation` makes wrong programs of the core, one change each, and runs its tests on each of them. It
 * writes its section of docs/proof.md, and every mutant into .cache/mutation/report.html. With
 * `-- core/rules core/base/time.ts` it tries what is there alone, and writes the section only with `--proof`.
 * `--incremental` tries only what changed since the last such run.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    incremental: { type: 'boolean', default: false },
    proof: { type: 'boolean', default: false },
    concurrency: { type: 'string', default: '2' },
  },
});

// Stryker starts processes of its own, which are to read TypeScript, and the tests' imports of Jest as ours.
process.env['NODE_OPTIONS'] = '--import tsx';
process.env['TSX_TSCONFIG_PATH'] = join(import.meta.dirname, '../runner/tsconfig.json');
const { Stryker } = await import('@stryker-mutator/core');

const startedAt = performance.now();
const mutants = await new Stryker({
  ...(positionals.length > 0 && {
    mutate: positionals.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.ts`)),
  }),
  ...(values.incremental && { incremental: true }),
  concurrency: Number(values.concurrency),
}).runMutationTest();
const isWhole = positionals.length === 0 && !values.incremental;
if (isWhole || values.proof) {
  const lastedSeconds = (performance.now() - startedAt) / 1000;
  writeSection(proofDocument, 'mutation', sectionOf(mutants, { options: process.argv.slice(2), lastedSeconds }));
}
