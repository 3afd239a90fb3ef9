import { stripVTControlCharacters } from 'node:util';

/** Between two texts of a line. */
export const gap = '  ';

/** How many columns a text takes, whatever colors it has. */
export const widthOf = (text: string): number => stripVTControlCharacters(text).length;

/** As many of the texts on a line as fit, none of them broken. */
export function packed(texts: readonly string[], columns: number): readonly string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    const longer = last === undefined ? text : `${last}${gap}${text}`;
    if (last !== undefined && widthOf(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(text);
  }
  return lines;
}
