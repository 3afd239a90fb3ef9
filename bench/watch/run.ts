/**
 * What a watch of ten workspaces takes, checked every minute for a week of virtual time: `npm run bench:watch`, or
 * `npm run bench:watch -- --days 1` for less of it. `--write` puts the figures into docs/proof.md.
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runAlerter } from '../../cli/program.ts';
import { processTerminal } from '../../cli/base/terminal.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { SharedClock } from '../../simulator/shared-clock.ts';
import { markdownTable, plainTable, proofDocument, provenance, type Table, writeSection } from '../proof-section.ts';
import { serveWorkspaces } from './workspaces.ts';
import { NullOutput } from './null-output.ts';

const { values } = parseArgs({ options: { days: { type: 'string', default: '7' }, write: { type: 'boolean' } } });
const days = Number(values.days);
const span = days < 1 ? `${24 * days} hours` : days === 1 ? 'one day' : `${days} days`;
const count = 10;
const startedAt = performance.now();
const start: Timestamp = '2026-11-21T00:00:00.000Z';

const directory = mkdtempSync(join(tmpdir(), 'bench-watch-'));
const store = join(directory, 'store');
const clock = new SharedClock(count, start, plusSeconds(start, days * 86_400));
const servers = await serveWorkspaces(count, clock);
try {
  const file = join(directory, 'alerter.yaml');
  const names = servers.map((_, index) => `workspace-${index + 1}`);
  const workspaces = servers.map(({ url }, index) => `  - { name: ${names[index] ?? ''}, url: "${url}" }`);
  writeFileSync(file, ['workspaces:', ...workspaces, 'history: { keep: 1d }', ''].join('\n'));
  const credentials = names.map((name) => [
    name.toUpperCase().replace('-', '_'),
    JSON.stringify({ userId: 'user', authToken: 'token' }),
  ]);
  const environment = Object.fromEntries(
    credentials.map(([name, value]) => [`ROCKETCHAT_ALERTER_${name ?? ''}`, value]),
  );

  const [stdout, stderr] = [new NullOutput(), new NullOutput()];
  const terminal = processTerminal({ stdout, stderr, env: {} });
  let maxRssBytes = 0;
  const sampling = setInterval(() => {
    maxRssBytes = Math.max(maxRssBytes, process.memoryUsage.rss());
  }, 200);
  const before = process.cpuUsage();
  const code = await runAlerter(['watch', '--config', file, '--store', store, '--json'], {
    terminal,
    environment,
    clock,
  });
  clearInterval(sampling);
  if (code !== 0) throw new Error(`the watch ended with ${code}: ${stderr.last}`);
  const { user, system } = process.cpuUsage(before);
  const storeBytes = readdirSync(store).reduce((sum, name) => sum + statSync(join(store, name)).size, 0);
  const processorSeconds = (user + system) / 1e6;
  const checks = stdout.lines;
  const table: Table = [
    ['what', 'measured'],
    ['checks', String(checks)],
    ['processor time in all', `${processorSeconds.toFixed(0)} s`],
    ['processor time of a check', `${((1_000 * processorSeconds) / checks).toFixed(1)} ms`],
    ['of one core, at a check a minute', `${((100 * processorSeconds) / (days * 86_400)).toFixed(2)} %`],
    ['most memory (RSS)', `${(maxRssBytes / 1024 ** 2).toFixed(0)} MiB`],
    ['the store at the end, of which a day is kept', `${(storeBytes / 1024 ** 2).toFixed(0)} MiB`],
  ];
  process.stdout.write(`${plainTable(table).join('\n')}\n`);
  if (values.write === true) {
    const command = `npm run bench:watch${days === 7 ? '' : ` -- --days ${days}`}`;
    writeSection(proofDocument, 'watch', [
      '## What a watch takes',
      '',
      `Ten workspaces of three instances each, each checked once a minute for ${span} of virtual time by one \`watch --store\`. The workspaces answer in the same process, so their work is in the figures.`,
      '',
      ...markdownTable(table),
      '',
      provenance(command, (performance.now() - startedAt) / 1_000),
    ]);
  }
} finally {
  for (const server of servers) await server.close();
  rmSync(directory, { recursive: true });
}
