import { parseArgs } from 'node:util';
import * as v from 'valibot';
import {
  markdownTable,
  plainTable,
  proofDocument,
  provenance,
  type Table,
  writeSection,
} from '../../bench/proof-section.ts';
import { explore, limits, maxGrowthBytes } from './explore.ts';

/*
 * The long run of hostile answers: `npm run test:hostile -- [--bodies 100000] [--seed 1]`. A run of at least 100,000
 * writes its section of docs/proof.md. It exits with 1 where an answer does harm, and says which.
 */

const batchBodies = 2_000;
const minProof = 100_000;

const count = v.pipe(v.string(), v.regex(/^\d+$/, 'must be a whole number'), v.transform(Number));
const { values } = parseArgs({
  options: {
    bodies: { type: 'string', default: String(minProof) },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});
const options = v.parse(v.object({ bodies: count, seed: count }), values);

const startedAt = performance.now();
const seconds = (): number => Math.round((performance.now() - startedAt) / 1000);
const outcomes = new Map<string, number>();
let made = 0;
let grownBytes = 0;
let harm: string | null = null;
for (let batch = 0; made < options.bodies && harm === null; batch += 1) {
  const bodies = Math.min(batchBodies, options.bodies - made);
  const result = await explore({
    bodies,
    seed: options.seed + batch,
    onSeen: ({ outcome }) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1),
  });
  made += bodies;
  grownBytes = Math.max(grownBytes, result.grownBytes);
  harm = result.harm;
  console.error(`${made} of ${options.bodies} bodies, ${seconds()} s`);
}

const table: Table = [
  ['observed or failed as', 'answers'],
  ...[...outcomes].sort(([, a], [, b]) => b - a).map(([outcome, times]) => [outcome, times.toLocaleString('en')]),
];
const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MB`;
console.log(plainTable(table).join('\n'));
console.log(harm ?? `seed ${options.seed}, ${seconds()} s: no harm done, grown by ${megabytes(grownBytes)}`);
if (harm !== null) process.exitCode = 1;
else if (made >= minProof) {
  writeSection(proofDocument, 'hostile', [
    '## Hostile answers: seen, or a typed failure',
    '',
    provenance(`npm run test:hostile -- --seed ${options.seed}`, seconds()),
    '',
    `${made.toLocaleString('en')} generated answers, each called for over HTTP or TLS, parsed, evaluated and made an item of the history: random JSON, real answers of every shape with something replaced, repeated or added (\`__proto__\`, ids that repeat, huge numbers and texts), deep nesting, bytes that are no UTF-8, wrong types and statuses, bodies that are compressed or only claim to be, compressed bombs, bodies without end, bodies that trickle, and TLS that breaks off. Each call has ${limits.callMilliseconds} ms and takes bodies of up to ${limits.bodyBytes / 1024} KB.`,
    '',
    ...markdownTable(table),
    '',
    `None threw, none took longer than its deadline, and the process never grew by more than ${megabytes(grownBytes)} in a batch of ${batchBodies.toLocaleString('en')} (allowed: ${megabytes(maxGrowthBytes)}).`,
  ]);
}
