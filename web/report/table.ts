import { markup, type Markup } from '../drawing/markup.ts';

export type Cell = string | Markup;

/**
 * A table that becomes a list of cards on a phone; the roles keep it a table there, too, for who hears it read.
 *
 * @param caption what it holds, for who hears it read
 */
const table = (caption: string, headings: readonly string[], rows: ReadonlyArray<readonly Cell[]>): Markup =>
  markup`<table role="table">
    <caption class="unseen">
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${headings.map((heading) => markup`<th role="columnheader" scope="col">${heading}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (row) =>
          markup`<tr role="row">
            ${row.map((cell, column) => markup`<td role="cell" data-heading="${headings[column] ?? ''}"><div>${cell}</div></td>`)}
          </tr> `,
      )}
    </tbody>
  </table>`;

/** So many rows stand open on a screen, and so many more on paper; the others behind a line to be opened. */
const maxRows = { open: 8, paper: 6 };

/**
 * What is folded away behind a line.
 *
 * @param where `print`: it stands open on paper; `screen`: on paper, it is not there at all
 */
export const folded = (summary: string, content: Markup, where: 'print' | 'screen' | null = null): Markup =>
  markup`<details class="${where ?? ''}">
    <summary>${summary}</summary>
    ${content}
  </details>`;

/** A table of which what nobody may want to scroll past is folded away. */
export const longTable = (
  caption: string,
  headings: readonly string[],
  rows: ReadonlyArray<readonly Cell[]>,
): Markup => {
  const part = (from: number, to?: number): Markup =>
    table(from === 0 ? caption : `${caption}, continued`, headings, rows.slice(from, to));
  const more = rows.length - maxRows.open;
  if (more <= 0) return part(0);
  const onPaper = maxRows.open + maxRows.paper;
  const rest = rows.length > onPaper ? folded(`${rows.length - onPaper} more`, part(onPaper)) : null;
  return markup`${part(0, maxRows.open)}${folded(`${more} more`, markup`${part(maxRows.open, onPaper)}${rest}`, 'print')}`;
};

/** A moment that machines can read, too. */
export const moment = (at: string, text: string): Markup => markup`<time datetime="${at}">${text}</time>`;
