/** What a report costs from a day to a month of one-minute checks of ten instances; writes it into docs/proof.md. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { markdownTable, plainTable, proofDocument, provenance, type Table, writeSection } from '../proof-section.ts';
import { secondsUntilDrawn } from './first-drawn.ts';

/** So much is the JavaScript heap of each run allowed: it ends if it needs more. */
const heapMebibytes = 96;

const measured = v.object({
  days: v.number(),
  checks: v.number(),
  lanes: v.number(),
  incidents: v.number(),
  seconds: v.number(),
  modelSeconds: v.number(),
  pageSeconds: v.number(),
  peakMebibytes: v.number(),
  pageKilobytes: v.number(),
});

async function measure(days: number) {
  const args = [`--max-old-space-size=${heapMebibytes}`, '--import', 'tsx', 'bench/report/measure.ts', String(days)];
  const environment = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: environment, timeout: 900_000 });
  return v.parse(measured, JSON.parse(stdout));
}

const fromRollups = v.object({
  days: v.number(),
  instances: v.number(),
  items: v.number(),
  seconds: v.number(),
  modelSeconds: v.number(),
  pageSeconds: v.number(),
  pageKilobytes: v.number(),
});

async function measureRollups(days: number, instances: number): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'alerter-bench-'));
  try {
    const file = join(directory, 'report.html');
    const args = ['--import', 'tsx', 'bench/report/rollups.ts', String(days), String(instances), file];
    const environment = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: environment, timeout: 1_800_000 });
    const { items, pageKilobytes, ...took } = v.parse(fromRollups, JSON.parse(stdout));
    const drawn = await secondsUntilDrawn(file);
    return [
      ...[days, instances, items].map(String),
      ...[took.seconds, took.modelSeconds, took.pageSeconds].map((seconds) => `${seconds.toFixed(1)} s`),
      `${Math.round(pageKilobytes)} KB`,
      `${drawn.toFixed(1)} s`,
    ];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const begun = performance.now();
const headings = [
  'days',
  'checks',
  'lines drawn',
  'incidents',
  'in all',
  'of that, the timeline',
  'and the page',
  'peak memory',
  'file',
];
const rows: string[][] = [];
for (const days of [1, 7, 30]) {
  const { checks, lanes, incidents, ...took } = await measure(days);
  rows.push([
    ...[days, checks, lanes, incidents].map(String),
    ...[took.seconds, took.modelSeconds, took.pageSeconds].map((seconds) => `${seconds.toFixed(1)} s`),
    `${Math.round(took.peakMebibytes)} MiB`,
    `${Math.round(took.pageKilobytes)} KB`,
  ]);
}
const rollupTable: Table = [
  [
    'days',
    'instances',
    'items read',
    'in all',
    'of that, the timeline',
    'and the page',
    'file',
    'drawn by Chromium after',
  ],
  await measureRollups(30, 30),
  await measureRollups(365, 30),
];
const table: Table = [headings, ...rows];
process.stdout.write(`${[...plainTable(table), '', ...plainTable(rollupTable)].join('\n')}\n`);
writeSection(proofDocument, 'report', [
  '## Report: a month in bounded memory',
  '',
  provenance('npm run bench:report', (performance.now() - begun) / 1000),
  '',
  `A report of ten instances checked every minute: a rolling deploy every day, a process that dies every other day, a call in 400 that times out (\`bench/month.ts\`). Each check is evaluated, written as an item of the table and read back, but without the network; each run may use ${heapMebibytes} MiB of JavaScript heap, and ends if it needs more.`,
  '',
  ...markdownTable(table),
  '',
  'The same from [rollups](history.md#rollups), as `report` reads what the check function has kept, on an embedded DynamoDB:',
  '',
  ...markdownTable(rollupTable),
]);
