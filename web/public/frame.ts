import type { Timestamp } from '../../core/base/time.ts';
import { markup, type Markup } from '../drawing/markup.ts';
import { patterns } from '../drawing/patterns.ts';
import { fullMomentText, momentText, utc } from '../drawing/time-axis.ts';
import { documentPage, pageStyle, sourceOf } from '../script/document.ts';
import { ageScript, maxAgeMinutes } from './age-script.ts';
import type { Standing } from './standing.ts';

interface PublicFrame {
  readonly title: string;
  readonly madeAt: Timestamp;
  readonly standing: Standing;
  /** What stands behind how it stands; null: nothing. */
  readonly note: string | null;
  /** Where the list of all workspaces is; null: there is none. */
  readonly overview: string | null;
  readonly main: Markup;
}

/** What a page for others may load and run: its own style and script. */
export const publicPolicy = (): string =>
  `default-src 'none'; style-src ${sourceOf(pageStyle())}; script-src ${sourceOf(ageScript)}; base-uri 'none'; form-action 'none'`;

/** How bad something is, as the pages draw it. */
export const lookOf = (level: Standing['level']): 'well' | 'critical' | 'warning' =>
  level === 'well' ? 'well' : level === 'down' ? 'critical' : 'warning';

/** What all pages for others have: how it stands, when they were made, and that they get old. */
export function publicDocument({ title, madeAt, standing, note, overview, main }: PublicFrame): string {
  const { level, text } = standing;
  const body = markup`${patterns}
    <header>
      <p class="kicker">${overview === null ? 'Status' : markup`<a href="${overview}">Status</a>`}</p>
      <h1>${title}</h1>
      <div class="current">
        <p class="state ${lookOf(level)}" data-now><i aria-hidden="true">${level === 'well' ? '✓' : '!'}</i><strong>${text}</strong>
          ${note === null ? null : markup`<span class="soft">${note}</span>`}
        </p>
        <p class="state warning" id="stale" role="status" hidden><i aria-hidden="true">!</i><strong>This page is out of date</strong>
          <span class="soft">It does not show how things stand now.</span>
        </p>
        <p class="soft">Updated ${momentText(madeAt, utc)} UTC<span id="age" data-made-at="${madeAt}"></span></p>
        <p class="soft" id="unscripted">If that is more than ${maxAgeMinutes} minutes ago, this page is out of date.</p>
      </div>
    </header>
    <main>${main}</main>
    <footer><p>Made ${fullMomentText(madeAt, utc)} UTC. All times are UTC.</p></footer>`;
  const parts = { title: `${title}: status`, style: pageStyle(), script: ageScript, policy: publicPolicy() };
  return documentPage({ ...parts, body });
}
