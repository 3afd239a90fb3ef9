import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bundleHandlers, bundleProgram } from '../../../bench/bundling.ts';
import { plainTable, type Table } from '../../../bench/proof-section.ts';
import type { Played } from './course-run.ts';
import { courses } from './courses.ts';
import { limits } from './limits.ts';
import { play } from './play.ts';

/*
 * Courses of hostile answers through the bundled check, with the memory and the processor of the function:
 * `npm run test:hostile-courses [-- --checks 500] [--course NAME]…`. It exits with 1 where a check takes more than it
 * may, or leaves behind what keeps the next ones from seeing the workspace as it is.
 */

const count = v.pipe(v.string(), v.regex(/^[1-9]\d*$/, 'must be a whole number'), v.transform(Number));
const { values } = parseArgs({
  options: {
    checks: { type: 'string', default: '500' },
    course: { type: 'string', multiple: true, default: courses.map(({ name }) => name) },
  },
});
const options = v.parse(v.object({ checks: count, course: v.array(v.string()) }), values);
const chosen = courses.filter(({ name }) => options.course.includes(name));
if (chosen.length === 0) throw new Error(`there are these: ${courses.map(({ name }) => name).join(', ')}`);

const check = 'lambda/check/handler.ts';
const { directory, folderOf, remove } = bundleHandlers([check]);
const programs = {
  child: bundleProgram(join(import.meta.dirname, 'child.ts'), join(directory, 'child.mjs')),
  handler: join(folderOf(check), 'index.mjs'),
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

const rows: Array<readonly string[]> = [];
try {
  for (const course of chosen) {
    const startedAt = performance.now();
    const played = await play(course, options.checks, limits, programs);
    rows.push(figuresOf(course.name, played));
    console.log(`${course.name}, ${Math.round((performance.now() - startedAt) / 1_000)} s: ${verdictOf(played)}`);
    if (played.complaints.length > 0) process.exitCode = 1;
  }
} finally {
  remove();
}

function verdictOf({ complaints }: Played): string {
  return complaints.length === 0 ? 'bounded' : ['', ...complaints].join('\n  NOT ');
}

const table: Table = [
  ['at most', 'checks', 's of a core', 'MiB', 'KiB of log', 'messages', 's of a core, all well'],
  ...rows,
];
console.log(`\n${plainTable(table).join('\n')}`);
