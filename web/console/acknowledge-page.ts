import { markup, Markup } from '../drawing/markup.ts';
import { sourceOf } from '../script/document.ts';

/** What the reader of an alert sees who follows its link. */
export interface AcknowledgePage {
  /** `Acknowledge`, `Acknowledged`, `This incident is over` */
  readonly heading: string;
  /** `production: disappeared, 10.0.1.3:3000`; null where it is not to be shown. */
  readonly incident: string | null;
  /** Sentences. */
  readonly text: string;
  /** Whether it can be acknowledged here. */
  readonly isAsking: boolean;
  /** The longest name that is kept. */
  readonly maxNameLength: number;
}

const style = `:root{color-scheme:light dark;font:1.0625rem/1.5 system-ui,sans-serif}
body{max-width:32rem;margin:0 auto;padding:1.5rem 1rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}
.incident{font-weight:600}
label{display:block;margin:1.5rem 0 1rem}
input,button{box-sizing:border-box;width:100%;min-height:3rem;margin-top:.25rem;padding:.5rem .75rem;font:inherit;border:1px solid;border-radius:.375rem}
button{font-weight:600;color:Canvas;background:CanvasText;cursor:pointer}
:focus-visible{outline:3px solid Highlight;outline-offset:2px}`;

/** It runs nothing, loads nothing, and sends its form to where it came from. */
export const acknowledgePolicy = `default-src 'none'; style-src ${sourceOf(style)}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** The page of a link: following it changes nothing, because programs that look at mails and chats follow links, too. */
export const acknowledgePage = ({ heading, incident, text, isAsking, maxNameLength }: AcknowledgePage): string =>
  markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${heading}</title>
        ${new Markup(`<style>${style}</style>`)}
      </head>
      <body>
        <main>
          <h1>${heading}</h1>
          ${incident === null ? null : markup`<p class="incident">${incident}</p>`}
          <p role="status">${text}</p>
          ${isAsking ? formFor(maxNameLength) : null}
        </main>
      </body>
    </html>
`.text;

/** Without an `action`, it is sent to the address of the page itself, whatever path a proxy has it at. */
const formFor = (maxNameLength: number): Markup =>
  markup`<form method="post">
    <label>
      Your name, for your colleagues (optional)
      <input name="by" maxlength="${maxNameLength}" autocomplete="name" />
    </label>
    <button type="submit">Acknowledge</button>
  </form>`;
