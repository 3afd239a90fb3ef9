import { markdownTable, plainTable, provenance, writeSection } from '../proof-section.ts';
import { statusPageAssumptions, statusPageCost, statusPageTable } from './cost.ts';
import { measureStatusPage } from './measure.ts';

// `npm run bench:page` measures what a status page costs, and writes its section of docs/cost.md.
const startedAt = performance.now();
const costs = [];
for (const instances of [3, 10, 30]) {
  process.stderr.write(`a status page of ${instances} instances …\n`);
  costs.push(statusPageCost(await measureStatusPage(instances)));
}
const table = statusPageTable(costs);
process.stdout.write(`${plainTable(table).join('\n')}\n`);
writeSection('docs/cost.md', 'status-page', [
  provenance('npm run bench:page', (performance.now() - startedAt) / 1000),
  '',
  statusPageAssumptions,
  '',
  ...markdownTable(table),
]);
