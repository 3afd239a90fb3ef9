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

/** So many rows stand open; the others behind a line to be opened. */
const maxOpenRows = 30;

/** A table of which what nobody may want to scroll past is folded away. */
export const longTable = (
  caption: string,
  headings: readonly string[],
  rows: ReadonlyArray<readonly Cell[]>,
): Markup => {
  const folded = rows.slice(maxOpenRows);
  const open = table(caption, headings, rows.slice(0, maxOpenRows));
  return folded.length === 0
    ? open
    : markup`${open}
        <details><summary>${folded.length} more</summary>${table(`${caption}, continued`, headings, folded)}</details>`;
};

/** A moment that machines can read, too. */
export const moment = (at: string, text: string): Markup => markup`<time datetime="${at}">${text}</time>`;
