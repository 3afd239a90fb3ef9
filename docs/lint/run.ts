/**
 * Checks the words of README.md and docs/. Two dozen expressions and a limit on the length of a sentence need no framework.
 */
import { readFileSync } from 'node:fs';
import { proseFiles, proseFindings } from './prose.ts';

const complaints = proseFiles('.').flatMap((file) =>
  proseFindings(readFileSync(file, 'utf8')).map(({ line, text, advice }) => `${file}:${line}: "${text}": ${advice}`),
);
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length === 0 ? 0 : 1;
