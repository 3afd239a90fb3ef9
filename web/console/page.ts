import { markup } from '../drawing/markup.ts';
import { patterns } from '../drawing/patterns.ts';
import { clientScript } from '../script/client-script.ts';
import { documentPage, inlineData, pageStyle, sourceOf } from '../script/document.ts';

/** A page, and what it may load and run. */
interface ConsolePage {
  readonly html: string;
  readonly policy: string;
}

/** The page of the console: it asks for all that it shows. */
export async function consolePage(): Promise<ConsolePage> {
  const [style, script] = [pageStyle(), await clientScript()];
  const policy = `default-src 'none'; script-src ${sourceOf(script)}; style-src ${sourceOf(style)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  const body = markup`${patterns}
    <div id="app"><noscript>The console needs JavaScript. The command report draws a page that does not.</noscript></div>
    ${inlineData('console', {})}`;
  return { html: documentPage({ title: 'Rocket.Chat instances', style, script, policy: null, body }), policy };
}

const leadingTo = (url: string, title: string): string =>
  markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="refresh" content="0;url=${url}" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
      </head>
      <body>
        <p><a href="${url}">${title}</a></p>
      </body>
    </html>
`.text;

/**
 * What is answered to the token. A redirection would not do: where the link stood on another page, the browser would
 * not send the new cookie with it.
 */
export const entrancePage = (root: string, host: string): string =>
  leadingTo(`http://${host}${root}`, 'Open the console');

/** The file that leads a browser to the console. */
export const openingPage = (url: string): string => leadingTo(url, 'Open the console');
