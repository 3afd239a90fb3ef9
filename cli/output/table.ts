import { wrap } from '../../core/text/wrap.ts';

/** A cell's text and how it is painted; the paint does not count towards the width. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const gap = '  ';
/** A last column narrower than this is hard to read. */
const minWrapped = 32;
const indent = '  ';

type Rows = ReadonlyArray<readonly Cell[]>;

/**
 * Lines of left-aligned columns, two spaces apart, each as wide as its widest cell. Where a line would be longer than
 * `columns`, the last column is wrapped; where that has no room either, each first cell, which names what the row is
 * about, has a line of its own. No cell is ever cut: what is shown can be copied.
 */
export function tableLines(rows: Rows, columns = Infinity): string[] {
  const widths = widthsOf(rows);
  const last = widths.at(-1) ?? 0;
  const others = widths.slice(0, -1).reduce((sum, width) => sum + width + gap.length, 0);
  if (others + last <= columns) return rows.map((row) => lineOf(row, widths));
  const room = columns - others;
  if (room >= minWrapped || widths.length < 2) return rows.flatMap((row) => wrappedRow(row, widths, room));
  return stacked(rows, columns);
}

const widthsOf = (rows: Rows): number[] => {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => row[column]?.text.length ?? 0)));
};

const plain = (text: string): string => text;

const lineOf = (row: readonly Cell[], widths: readonly number[]): string =>
  row
    .map(({ text, paint = plain }, column) => {
      const isLast = column === row.length - 1;
      return paint(text) + (isLast ? '' : ' '.repeat(Math.max(0, (widths[column] ?? 0) - text.length)));
    })
    .join(gap)
    .trimEnd();

function wrappedRow(row: readonly Cell[], widths: readonly number[], room: number): string[] {
  const last = row.at(-1);
  if (last === undefined) return [''];
  const [first = '', ...rest] = wrap(last.text, Math.max(room, minWrapped), '').split('\n');
  const { paint = plain } = last;
  const before = ' '.repeat(widths.slice(0, -1).reduce((sum, width) => sum + width + gap.length, 0));
  return [lineOf([...row.slice(0, -1), { ...last, text: first }], widths), ...rest.map((line) => before + paint(line))];
}

/** Each first cell above what its row says of it. */
function stacked(rows: Rows, columns: number): string[] {
  const rest = tableOf(
    rows.map((row) => row.slice(1)),
    columns - indent.length,
  );
  return rows.flatMap((row, index) => {
    const [key = { text: '' }] = row;
    return [lineOf([key], []), ...(rest[index] ?? []).map((line) => indent + line)];
  });
}

/** The lines of each row. */
const tableOf = (rows: Rows, columns: number): ReadonlyArray<readonly string[]> => {
  const widths = widthsOf(rows);
  const others = widths.slice(0, -1).reduce((sum, width) => sum + width + gap.length, 0);
  return rows.map((row) => wrappedRow(row, widths, columns - others));
};
