import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markup, Markup } from '../drawing/markup.ts';
import { colorsOfSystem, drawingStyle, narrowStyle } from '../drawing/theme.ts';

const file = (...path: string[]): string => readFileSync(join(import.meta.dirname, '..', ...path), 'utf8');

/** How a source is named in a policy. */
export const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** In a function, which has no files beside it, `lib/handler-bundle.ts` puts the style here. */
declare const BUNDLED_PAGE_STYLE: string | undefined;

/** What report and console look like. */
export const pageStyle = (): string => (typeof BUNDLED_PAGE_STYLE === 'string' ? BUNDLED_PAGE_STYLE : styleInFiles());

const styleInFiles = (): string =>
  `${colorsOfSystem}${drawingStyle}@media (max-width:640px){${narrowStyle}}${file('report', 'page.css')}${file('client', 'client.css')}`;

/** Data for a script, as text that cannot be taken for markup. */
export const inlineData = (id: string, data: unknown): Markup =>
  new Markup(`<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`);

interface DocumentParts {
  readonly title: string;
  readonly style: string;
  /** Null: there is none. */
  readonly script: string | null;
  /** Where no header says it: what the page may load and run. */
  readonly policy: string | null;
  readonly body: Markup;
}

export const documentPage = ({ title, style, script, policy, body }: DocumentParts): string =>
  markup`<!doctype html>
    <html lang="en" class="rca">
      <head>
        <meta charset="utf-8" />
        ${policy === null ? null : markup`<meta http-equiv="Content-Security-Policy" content="${policy}" />`}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${new Markup(`<style>${style}</style>`)}
      </head>
      <body>
        ${body} ${script === null ? null : new Markup(`<script>${script}</script>`)}
      </body>
    </html>
`.text;
