/** Draws the pictures of docs/pictures/ from the demo and from example alerts, light and dark. Needs Chromium. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { runAlerter } from '../../../cli/program.ts';
import { processTerminal } from '../../../cli/terminal.ts';
import { ensureChromium, launchOptions } from '../../../test/web/chromium.ts';
import { messagePages } from './messages.ts';

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

/** The upper part of the report says enough. */
const report = { name: 'report', width: 1100, maxHeight: 760, html: await demoReport() };
const messages = messagePages().map((message) => ({ ...message, maxHeight: Infinity }));

const browser = await chromium.launch(launchOptions(found.path));
try {
  for (const theme of ['light', 'dark'] as const) {
    for (const { name, width, maxHeight, html } of [report, ...messages]) {
      const context = await browser.newContext({
        colorScheme: theme,
        viewport: { width, height: 100 },
        deviceScaleFactor: name === 'report' ? 1 : 1.5,
      });
      const page = await context.newPage();
      await page.setContent(html);
      const height = Math.min(await page.evaluate<number>('document.documentElement.scrollHeight'), maxHeight);
      const path = `docs/pictures/${name}-${theme}.png`;
      await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } });
      await context.close();
      process.stdout.write(`${path}\n`);
    }
  }
} finally {
  await browser.close();
}
