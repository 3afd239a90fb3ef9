/** A cell's text and how it is painted; the paint does not count towards the width. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const gap = '  ';
const minFirstColumn = 16;

/**
 * Lines of left-aligned columns, two spaces apart, each as wide as its widest cell. Where a line would be longer
 * than `columns`, the first column, of names, is cut to what is left, but not to less than 16 characters.
 */
export function tableLines(rows: ReadonlyArray<readonly Cell[]>, columns = Infinity): string[] {
  const [first = 0, ...others] = widthsOf(rows);
  const left = columns - others.reduce((sum, width) => sum + gap.length + width, 0);
  const firstWidth = Math.min(first, Math.max(left, minFirstColumn));
  const widths = [firstWidth, ...others];
  return rows.map((row) =>
    row
      .map(({ text, paint = (same) => same }, column) => {
        const shown = column === 0 ? cutInTheMiddle(text, firstWidth) : text;
        const isLast = column === row.length - 1;
        return paint(shown) + (isLast ? '' : ' '.repeat((widths[column] ?? 0) - shown.length));
      })
      .join(gap),
  );
}

const widthsOf = (rows: ReadonlyArray<readonly Cell[]>): number[] => {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => row[column]?.text.length ?? 0)));
};

/** Names of hosts differ at both ends: in the pod's or machine's name, and in the port. */
const cutInTheMiddle = (text: string, maxLength: number): string => {
  if (text.length <= maxLength) return text;
  const end = Math.floor((maxLength - 1) / 2);
  return `${text.slice(0, maxLength - 1 - end)}…${text.slice(text.length - end)}`;
};
