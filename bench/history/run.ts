/**
 * How long commands take to read a month of one-minute checks of ten instances, and in how much memory: on an
 * embedded DynamoDB in the same process, which takes more of both than the way to a real one would.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import * as v from 'valibot';
import { openLocalStore } from '../../cli/store/local-store.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { plusSeconds, startOfMinute } from '../../core/base/time.ts';
import { checksOf, instancesInAll } from '../month.ts';
import { markdownTable, plainTable, proofDocument, provenance, writeSection } from '../proof-section.ts';
import { write } from './write.ts';

const days = Number(process.argv[2] ?? 30);
const checks = days * 24 * 60;
const startedAt = performance.now();

const directory = mkdtempSync(join(tmpdir(), 'alerter-month-'));
const [store, rules] = [join(directory, 'store'), join(directory, 'rules.yaml')];
writeFileSync(rules, 'rules: { disappeared: { for: 5m } }\n');

/** What `usage.ts` reports. */
const usage = v.object({ mebibytes: v.number(), microseconds: v.number() });

interface Measured {
  readonly seconds: number;
  /** Of all cores. */
  readonly processorSeconds: number;
  readonly peakMebibytes: number;
  readonly outputMebibytes: number;
}

const bytesOf = async (stream: Readable | null): Promise<number> => {
  let bytes = 0;
  for await (const chunk of stream ?? []) bytes += Buffer.byteLength(chunk as Buffer);
  return bytes;
};

const textOf = async (stream: Readable): Promise<string> => {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
};

async function measure(args: readonly string[]): Promise<Measured> {
  const preloads = ['--import', 'tsx', '--import', './bench/history/usage.ts'];
  const begin = performance.now();
  const child = spawn(process.execPath, [...preloads, 'cli/alerter.ts', ...args, '--store', store], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const peak = child.stdio[3];
  if (peak === null || peak === undefined || !('read' in peak)) throw new Error('the pipe for the memory is missing');
  const [bytes, reported, code] = await Promise.all([bytesOf(child.stdout), textOf(peak), ended]);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with code ${code}`);
  const { mebibytes, microseconds } = v.parse(usage, JSON.parse(reported));
  return {
    seconds: (performance.now() - begin) / 1000,
    processorSeconds: microseconds / 1e6,
    peakMebibytes: mebibytes,
    outputMebibytes: bytes / 1024 ** 2,
  };
}

const span = ['--since', `${days + 1}d`];
const commands = [
  ['history', ...span, '--until', plusSeconds(systemClock.now(), -(days - 1) * 86_400), '--json'],
  ['history', ...span, '--json'],
  ['history', ...span, '--changes'],
  ['replay', ...span, '--rules', rules],
  ['report', ...span, '--out', join(directory, 'report.html')],
];
const titles = ['history --json, a day', 'history --json', 'history --changes', 'replay', 'report'];

try {
  const local = await openLocalStore(store);
  const start = plusSeconds(startOfMinute(systemClock.now()), -checks * 60);
  await write(checksOf(days, start), local).finally(() => local.close());
  process.stderr.write(`${checks} snapshots written after ${Math.round((performance.now() - startedAt) / 1000)} s\n`);

  const table = [['command', 'seconds', 'processor seconds', 'peak memory', 'output']];
  for (const [index, args] of commands.entries()) {
    const { seconds, processorSeconds, peakMebibytes, outputMebibytes } = await measure(args);
    const row = [
      titles[index] ?? '',
      seconds.toFixed(1),
      processorSeconds.toFixed(1),
      `${Math.round(peakMebibytes)} MiB`,
      `${outputMebibytes.toFixed(1)} MiB`,
    ];
    table.push(row);
    process.stderr.write(`${row.join('  ')}\n`);
  }
  const lasted = (performance.now() - startedAt) / 1000;
  process.stdout.write(`${plainTable(table).join('\n')}\n`);
  if (days === 30) {
    writeSection(proofDocument, 'history', [
      '## History: a month of one-minute checks',
      '',
      provenance('npm run bench:history', lasted),
      '',
      `${checks} snapshots of ${instancesInAll} instances, read by the command in a process of its own. Time and memory include an embedded DynamoDB within that process, and starting it. The load of the machine was ${loadavg()[2]?.toFixed(1) ?? 'unknown'} on average at the end: where that is more than its cores, processor seconds say more than seconds.`,
      '',
      ...markdownTable(table),
    ]);
  }
} finally {
  rmSync(directory, { recursive: true });
}
