/**
 * Draws the pictures of docs/pictures/ from the demo and from example alerts, light and dark. Needs Chromium.
 * `npm run pictures -- --sheets DIRECTORY [--kind KIND]` draws instead each example alert in every channel as a phone
 * shows it, to be looked at. `npm run pictures -- --pages DIRECTORY` draws report, public page and console on a phone,
 * a tablet and a desk.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { runAlerter } from '../../../cli/program.ts';
import { processTerminal } from '../../../cli/base/terminal.ts';
import { ensureChromium, launchOptions } from '../../../test/web/chromium.ts';
import { draw, themes } from './draw.ts';
import { messagePages } from './messages.ts';
import { drawPages } from './pages.ts';
import { drawSheets } from './sheets.ts';

const { values } = parseArgs({
  options: { sheets: { type: 'string' }, kind: { type: 'string', default: '' }, pages: { type: 'string' } },
});

const found = ensureChromium();
if ('missing' in found) throw new Error(`there is no Chromium: ${found.missing}`);

/** The report of the demo's day. */
async function demoReport(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'alerter-pictures-'));
  const file = join(directory, 'day.html');
  try {
    const terminal = processTerminal({ ...process, stdout: process.stderr, env: {} });
    await runAlerter(['demo', '--report', file], { terminal, environment: {} });
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function drawPictures(browser: Browser): Promise<void> {
  // As far down as the lines of the instances: the rest of the report would make it too tall.
  const report = { name: 'report', width: 1100, maxHeight: 968, scale: 1, html: await demoReport() };
  const messages = messagePages().map((message) => ({ ...message, maxHeight: Infinity, scale: 1.5 }));
  for (const theme of themes) {
    for (const { name, ...page } of [report, ...messages]) {
      const path = `docs/pictures/${name}-${theme}.png`;
      writeFileSync(path, await draw(browser, { ...page, theme }));
      process.stdout.write(`${path}\n`);
    }
  }
}

const browser = await chromium.launch(launchOptions(found.path));
try {
  if (values.sheets !== undefined) await drawSheets(browser, values.sheets, values.kind);
  else if (values.pages !== undefined) await drawPages(browser, values.pages, await demoReport());
  else await drawPictures(browser);
} finally {
  await browser.close();
}
