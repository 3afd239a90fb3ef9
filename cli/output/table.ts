/** A cell's text and how it is painted; the paint does not count towards the width. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** Lines of left-aligned columns, two spaces apart, each as wide as its widest cell. */
export function tableLines(rows: ReadonlyArray<readonly Cell[]>): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.text.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map(({ text, paint = (same) => same }, column) => {
        const isLast = column === row.length - 1;
        return paint(text) + (isLast ? '' : ' '.repeat((widths[column] ?? 0) - text.length));
      })
      .join('  '),
  );
}
