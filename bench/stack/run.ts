import { plainTable, writeSection } from '../proof-section.ts';
import { stackCost, stackCostSection } from './cost.ts';

// `npm run bench:stack` counts what a stack holds, and writes its section of docs/cost.md.
process.stdout.write(`${plainTable(stackCost()).join('\n')}\n`);
writeSection('docs/cost.md', 'stack', stackCostSection());
