import type { Timestamp } from '../../core/base/time.ts';
import { markup, type Markup } from '../drawing/markup.ts';
import { lookOf, publicDocument } from './frame.ts';
import { type Standing, worstLevel } from './standing.ts';

/** A workspace in a list of them. */
export interface OverviewRow {
  readonly title: string;
  /** Where its own page is. */
  readonly page: string;
  readonly standing: Standing;
}

/** How several workspaces stand, each with a link to its own page. */
export const overviewPage = (
  rows: readonly OverviewRow[],
  { title, madeAt }: { readonly title: string; readonly madeAt: Timestamp },
): string =>
  publicDocument({
    title,
    madeAt,
    standing: standingOfAll(rows.map(({ standing }) => standing)),
    note: null,
    overview: null,
    main: markup`<section aria-labelledby="workspaces">
      <h2 id="workspaces">Workspaces</h2>
      <ul class="workspaces">${rows.map(rowOf)}</ul>
    </section>`,
  });

const rowOf = ({ title, page, standing: { level, text } }: OverviewRow): Markup =>
  markup`<li><a class="workspace" href="${page}"><strong>${title}</strong> <span class="state ${lookOf(level)}" data-now><i aria-hidden="true">${level === 'well' ? '✓' : '!'}</i></span> <span class="what" data-now>${text}</span></a></li>`;

/** How they stand together. */
export const standingOfAll = (standings: readonly Standing[]): Standing => {
  const level = worstLevel(standings);
  const affected = standings.filter((one) => one.level !== 'well').length;
  const text = affected === 0 ? 'All workspaces are healthy' : `${affected} of ${standings.length} workspaces not well`;
  return { level, text };
};
