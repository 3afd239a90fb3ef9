import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bundleHandlers, bundleProgram } from '../../../bench/bundling.ts';
import {
  markdownTable,
  plainTable,
  proofDocument,
  provenance,
  type Table,
  writeSection,
} from '../../../bench/proof-section.ts';
import type { Played } from './course-run.ts';
import { courses } from './courses.ts';
import { limits } from './limits.ts';
import { play } from './play.ts';

/*
 * Courses of hostile answers through the bundled check, with the memory and the processor of the function:
 * `npm run test:hostile-courses [-- --checks 500] [--course NAME]…`. It exits with 1 where a check takes more than it
 * may, or leaves behind what keeps the next ones from seeing the workspace as it is. A whole run of all courses writes
 * its section of docs/proof.md.
 */

/** So many checks of each course are written into docs/proof.md. */
const minProof = 500;

// The SDK is pinned, and says on Node 20 only that a later one will want more.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const count = v.pipe(v.string(), v.regex(/^[1-9]\d*$/, 'must be a whole number'), v.transform(Number));
const { values } = parseArgs({
  options: {
    checks: { type: 'string', default: String(minProof) },
    course: { type: 'string', multiple: true, default: courses.map(({ name }) => name) },
  },
});
const options = v.parse(v.object({ checks: count, course: v.array(v.string()) }), values);
const chosen = courses.filter(({ name }) => options.course.includes(name));
if (chosen.length === 0) throw new Error(`there are these: ${courses.map(({ name }) => name).join(', ')}`);

const check = 'lambda/check/handler.ts';
const { directory, handlerOf, remove } = bundleHandlers([check]);
process.once('exit', remove);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
const programs = {
  child: bundleProgram(join(import.meta.dirname, 'child.ts'), join(directory, 'child.mjs')),
  handler: join(handlerOf(check).folder, 'index.mjs'),
};

const figuresOf = (name: string, played: Played): readonly string[] => [
  name,
  String(played.checks),
  (played.cpuMilliseconds / 1_000).toFixed(1),
  String(Math.round(played.mebibytes)),
  (played.logBytes / 1_024).toFixed(1),
  String(played.messages),
  (played.recoveryMilliseconds / 1_000).toFixed(2),
];

const startedAt = performance.now();
const secondsSince = (since: number): number => Math.round((performance.now() - since) / 1_000);
const rows: Array<readonly string[]> = [];
let isBounded = true;
for (const course of chosen) {
  const since = performance.now();
  const played = await play(course, options.checks, limits, programs);
  rows.push(figuresOf(course.name, played));
  console.log(`${course.name}, ${secondsSince(since)} s: ${verdictOf(played)}`);
  isBounded &&= played.complaints.length === 0;
}

function verdictOf({ complaints }: Played): string {
  return complaints.length === 0 ? 'bounded' : ['', ...complaints].join('\n  NOT ');
}

const table: Table = [
  ['at most', 'checks', 's of a core', 'MiB', 'KiB of log', 'messages', 's of a core, all well'],
  ...rows,
];
console.log(`\n${plainTable(table).join('\n')}`);
if (!isBounded) process.exitCode = 1;
else if (options.checks >= minProof && chosen.length === courses.length) {
  writeSection(proofDocument, 'hostile-courses', [
    '## Courses of hostile answers: bounded, and over when they are',
    '',
    provenance('npm run test:hostile-courses', secondsSince(startedAt)),
    '',
    `Each course is ${options.checks} checks a minute apart, through the bundled handler, with as large a heap as Lambda gives a function of ${limits.mebibytes} MB: lists that grow, change and explode, with failures between them. Then come ${limits.checksToRecover} good checks, after which every real server must be seen as it is, and the loss of one, which must be noticed within ${limits.checksToNotice} checks. Processor time is that of a whole core; allowed are ${limits.cpuMilliseconds / 1_000} s, ${limits.goodCpuMilliseconds / 1_000} s where all is well, ${limits.mebibytes} MiB in all, ${limits.logBytes / 1_024} KiB of log a check, and ${limits.messagesADay} messages a day.`,
    '',
    ...markdownTable(table),
  ]);
}
