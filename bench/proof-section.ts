import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { tableLines } from '../cli/output/table.ts';

/** Where the results of benches and long runs stand. */
export const proofDocument = 'docs/proof.md';

/** Rows of cells, the first of which is the heading. */
export type Table = ReadonlyArray<readonly string[]>;

export const markdownTable = ([heading = [], ...rows]: Table): readonly string[] => [
  line(heading),
  line(heading.map(() => '---')),
  ...rows.map(line),
];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table as a terminal shows it. */
export const plainTable = (table: Table): readonly string[] =>
  tableLines(table.map((row) => row.map((text) => ({ text }))));

/** When, on what, by which command and in what time the figures of a section were found. */
export const provenance = (command: string, lastedSeconds: number): string =>
  `${new Date().toISOString().slice(0, 10)}, ${machine()}, \`${command}\`, ${Math.round(lastedSeconds)} s.`;

const machine = (): string => {
  const processors = cpus();
  return `${processors[0]?.model.trim() ?? 'unknown processor'}, ${processors.length} cores, Node ${process.version}`;
};

const marks = (name: string) => ({ begin: `<!-- ${name}:begin -->`, end: `<!-- ${name}:end -->` });

/**
 * Puts a section between its marks in a document, in place of what stood there; at the end, where it has none yet.
 * What others wrote into the document stays.
 */
export function writeSection(path: string, name: string, lines: readonly string[]): void {
  const { begin, end } = marks(name);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '# Proof\n';
  const section = [begin, ...lines, end].join('\n');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  const after =
    from < 0 || to < from
      ? `${before.trimEnd()}\n\n${section}\n`
      : before.slice(0, from) + section + before.slice(to + end.length);
  writeFileSync(path, after);
}

/** What stands between the marks of a section, without the line breaks around it; null where it has none. */
export function readSection(path: string, name: string): string | null {
  const { begin, end } = marks(name);
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  return from < 0 || to < from ? null : text.slice(from + begin.length, to).trim();
}
