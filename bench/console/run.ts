/** What the console costs a browser: first paint, panning, the overview of many; writes it into docs/proof.md. */
import { chromium, type Page } from 'playwright-core';
import { ensureChromium, launchOptions } from '../../test/web/chromium.ts';
import { markdownTable, plainTable, proofDocument, provenance, type Table, writeSection } from '../proof-section.ts';
import { recordRolledUp } from '../rolled-up.ts';
import { recordMany, withConsole } from './given.ts';
import { paintOf, workOfPanning } from './measure.ts';

const [days = 30, instances = 30, workspaces = 300] = process.argv.slice(2).map(Number);
const frames = 120;
const runs = 5;

const found = ensureChromium();
if ('missing' in found) throw new Error(`there is no Chromium: ${found.missing}`);
const browser = await chromium.launch(launchOptions(found.path));
const begun = performance.now();

/** A page that was let in; its address is the console's. */
async function entered(url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await page.waitForURL(({ search }) => search === '');
  return page;
}

async function median(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run < runs; run += 1) values.push(await measure());
  return values.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
const rows: string[][] = [];

await withConsole(
  (store, until) => recordRolledUp(store, { days, instances, until, recordedSeconds: 27 * 3600 }),
  async (url) => {
    const page = await entered(url);
    const root = page.url();
    const address = `${root}#workspace=production`;
    rows.push([
      `workspace, its last day: drawn after`,
      seconds(await median(() => paintOf(page, address, '.board canvas', instances))),
    ]);
    const month = `${address}&from=${new Date(Date.now() - days * 86_400_000).toISOString()}&to=${new Date().toISOString()}`;
    rows.push([
      `workspace, ${days} days: drawn after`,
      seconds(await median(() => paintOf(page, month, '.board canvas', instances))),
    ]);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const work = await workOfPanning(page, '.board .chart', frames);
    rows.push(
      ['a frame of panning: script', milliseconds(work.script)],
      ['layout and style', milliseconds(work.layout)],
      ['all work of the main thread', milliseconds(work.all)],
      [`tasks over 50 ms in ${frames} frames`, String(work.longTasks)],
    );
  },
);
await withConsole(
  (store, until) => recordMany(store, workspaces, until),
  async (url) => {
    const page = await entered(url);
    const root = page.url();
    rows.push(
      [
        `overview of ${workspaces} workspaces, as the console starts: first of them drawn after`,
        seconds(await paintOf(page, root, '.workspaces > li')),
      ],
      [
        'all of them, when it runs: drawn after',
        seconds(await median(() => paintOf(page, root, '.workspaces > li', workspaces))),
      ],
    );
  },
);
await browser.close();

const table: Table = [['what', `${instances} instances, ${days} days`], ...rows];
process.stdout.write(`${plainTable(table).join('\n')}\n`);
writeSection(proofDocument, 'console', [
  '## Console: first paint, and the work of a frame',
  '',
  provenance('npm run bench:console', (performance.now() - begun) / 1000),
  '',
  `One-minute checks of ${instances} instances over ${days} days (\`bench/month.ts\`), rolled up as the check function leaves them, on an embedded DynamoDB; Chromium at 1440 × 900, on the same machine. Times until something is drawn are medians of ${runs}. At 60 frames a second, a frame has 16.7 ms; here, other work ran on the machine at the same time, and canvases are painted without a GPU.`,
  '',
  ...markdownTable(table),
]);
