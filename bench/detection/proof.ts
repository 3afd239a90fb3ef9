import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Table } from './report.ts';

/** What a figure was measured on. */
export const machine = (): string => {
  const processors = cpus();
  return `${processors[0]?.model.trim() ?? 'unknown processor'}, ${processors.length} cores, Node ${process.version}`;
};

export const markdownTable = ([heading = [], ...rows]: Table): readonly string[] => [
  line(heading),
  line(heading.map(() => '---')),
  ...rows.map(line),
];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/**
 * Puts a section between its marks in a document, in place of what stood there; at the end, where it has none yet.
 * What others wrote into the document stays.
 */
export function writeSection(path: string, name: string, lines: readonly string[]): void {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '# Proof\n';
  const section = [begin, ...lines, end].join('\n');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  const after =
    from < 0 || to < from
      ? `${before.trimEnd()}\n\n${section}\n`
      : before.slice(0, from) + section + before.slice(to + end.length);
  writeFileSync(path, after);
}
