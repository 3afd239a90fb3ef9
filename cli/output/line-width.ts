/** Longer lines are hard to read, however wide a terminal is. */
const maxWidth = 100;
/** Where results go to no terminal: as wide as most. */
const usualWidth = 80;

/** How wide the lines of a text are, in a terminal of so many columns. */
export const lineWidth = (columns: number): number =>
  Number.isFinite(columns) ? Math.min(columns, maxWidth) : usualWidth;
