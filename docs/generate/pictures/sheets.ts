import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { themes } from './draw.ts';
import { type MessagePage, messagePages, phoneWidths } from './messages.ts';

const gap = 12;

const attribute = (html: string): string => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Messages side by side, each under its channel. */
const sheetOf = (pages: readonly MessagePage[]): string =>
  `<!doctype html><meta charset="utf-8"><style>
    body { margin: ${gap}px; display: flex; gap: ${gap}px; align-items: flex-start; background: #777; }
    figure { margin: 0; } figcaption { font: 12px sans-serif; color: #fff; padding-bottom: 4px; }
    iframe { border: 0; display: block; color-scheme: light dark; }
  </style>${pages
    .map(
      ({ name, width, html }) =>
        `<figure><figcaption>${name}</figcaption><iframe width="${width}" height="0" srcdoc="${attribute(html)}"></iframe></figure>`,
    )
    .join('')}`;

/** Each message as tall as it is. */
const fitFrames = `for (const frame of document.querySelectorAll('iframe'))
  frame.height = frame.contentDocument.documentElement.scrollHeight;`;

/**
 * A contact sheet of each example alert and theme: the message in every channel as a phone shows it, to be looked at
 * after a change of the texts.
 *
 * @param prefix with which the names of the examples begin, such as a kind
 */
export async function drawSheets(browser: Browser, directory: string, prefix: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const names = Object.keys(exampleAlerts).filter((name) => name.startsWith(prefix));
  for (const theme of themes) {
    const columns = Object.keys(phoneWidths).length;
    const width = columns * (phoneWidths.email + gap) + gap;
    const page = await browser.newPage({ colorScheme: theme, viewport: { width, height: 100 } });
    for (const name of names) {
      await page.setContent(sheetOf(messagePages(name, phoneWidths)));
      await page.evaluate(fitFrames);
      const path = join(directory, `${name}-${theme}.png`);
      await page.screenshot({ fullPage: true, path });
      process.stdout.write(`${path}\n`);
    }
    await page.close();
  }
}
