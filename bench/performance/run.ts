/**
 * The performance benchmark: what the check costs in bytes, time, memory, calls and dollars, beside a floor that
 * loads the same clients and makes the same calls with no thought given to what they bring.
 *
 * `npm run bench` writes its sections of docs/proof.md, and that of the cost in docs/cost.md and README.md. It exits
 * with 1 where a goal is missed. `npm run bench:cost` finds the cost alone.
 */
import { checkMemoryMebibytes } from '../../lib/check-function.ts';
import { runtime } from '../../lib/node-function.ts';
import { markdownTable, plainTable, proofDocument, provenance, writeSection } from '../proof-section.ts';
import { type Bundles, makeBundles } from './bundles.ts';
import { type Checks, measureChecks } from './checks.ts';
import { type Cloud, openCloud } from './cloud.ts';
import { costAssumptions, costInShort, costTable, monthlyCost } from './cost.ts';
import { type Loads, measureLoading } from './loading.ts';
import { callTable, checkTable, goals, loadTable, shortfalls } from './report.ts';

const sizes = [3, 30, 300, 3000];
const costlySizes = [1, 3, 10, 30, 100];
const loads = 40;

const show = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n\n`);
};
const progress = (line: string): void => {
  process.stderr.write(`${line} …\n`);
};

async function measureSizes(bundles: Bundles, cloud: Cloud, of: readonly number[], times: number): Promise<Checks[]> {
  const measured: Checks[] = [];
  for (const instances of of) {
    progress(`checks of ${instances} instances`);
    const isLarge = instances > 1000;
    const course = isLarge ? { warmUp: 15, times: 15 } : { warmUp: times, times: Math.min(times, 60) };
    measured.push(await measureChecks(bundles, cloud, { instances, ...course }));
  }
  return measured;
}

async function benchCost(bundles: Bundles, cloud: Cloud, startedAt: number): Promise<void> {
  const costs = (await measureSizes(bundles, cloud, costlySizes, 100)).map(monthlyCost);
  const table = costTable(costs);
  show(...plainTable(table));
  const lines = [
    provenance('npm run bench:cost', (performance.now() - startedAt) / 1000),
    '',
    costAssumptions,
    '',
    ...markdownTable(table),
  ];
  writeSection(proofDocument, 'cost', ['## What a workspace costs', '', ...lines]);
  writeSection('docs/cost.md', 'cost', lines);
  writeSection('README.md', 'cost', [costInShort(costs)]);
}

async function benchPerformance(bundles: Bundles, cloud: Cloud, startedAt: number): Promise<void> {
  progress('loading');
  const loaded = await measureLoading(bundles, cloud.environment, loads);
  const checked = await measureSizes(bundles, cloud, sizes, 100);
  const tables = [loadTable(bundles, loaded), checkTable(checked), callTable(checked)];
  const missed = shortfalls(loaded, checked);
  show(...tables.flatMap((table) => [...plainTable(table), '']), ...missed);
  writeSection(
    proofDocument,
    'performance',
    sectionOf(bundles, loaded, checked, (performance.now() - startedAt) / 1000),
  );
  if (missed.length > 0) process.exitCode = 1;
}

function sectionOf(
  bundles: Bundles,
  loaded: Loads,
  checked: readonly Checks[],
  lastedSeconds: number,
): readonly string[] {
  const missed = shortfalls(loaded, checked);
  return [
    '## Performance: what a check takes',
    '',
    provenance('npm run bench', lastedSeconds),
    '',
    `The check function and its floor are bundled as the stack bundles them. The floor (\`bench/performance/floor.ts\`) has the same clients of AWS, with the same options, and node-fetch; it makes the calls of a quiet check, with as much to carry, and does nothing with what they bring. Both run in processes of their own, in turn, with as large a heap as Lambda gives a function of ${checkMemoryMebibytes} MB; a ratio is the median of the pairs. In Lambda they run on ${runtime.name}: another version of Node loads them in another time.`,
    '',
    `Loading, ${loads} times each:`,
    '',
    ...markdownTable(loadTable(bundles, loaded)),
    '',
    'A warm check where nothing happens, processor time of the whole process, medians:',
    '',
    ...markdownTable(checkTable(checked)),
    '',
    ...markdownTable(callTable(checked)),
    '',
    `Goals: loading at most ${goals.load} of the floor, a warm check of ${[...goals.warmCheck.keys()].join(', ')} instances at most ${[...goals.warmCheck.values()].join(', ')}, both in processor time, which grows no faster than the number of instances. ${missed.length === 0 ? 'All are met.' : `Missed: ${missed.join('; ')}.`}`,
  ];
}

const startedAt = performance.now();
const isCostOnly = process.argv.includes('--cost');
const bundles = makeBundles();
const cloud = await openCloud();
try {
  if (!isCostOnly) await benchPerformance(bundles, cloud, startedAt);
  await benchCost(bundles, cloud, isCostOnly ? startedAt : performance.now());
} finally {
  bundles.remove();
  await cloud.close();
}
