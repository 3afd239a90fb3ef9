import { cutAtWord } from './words.ts';

const gap = '  ';

/** Lines of left-aligned columns, each as wide as its widest cell; what is too long for a cell is cut. */
export const columns = (rows: ReadonlyArray<readonly string[]>, maxCellWidth: number): readonly string[] => {
  const cut = rows.map((row) => row.map((cell) => cutAtWord(cell, maxCellWidth)));
  const width = (column: number): number => Math.max(...cut.map((row) => row[column]?.length ?? 0));
  const widths = (cut[0] ?? []).map((_, column) => width(column));
  return cut.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  );
};
