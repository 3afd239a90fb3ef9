import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openLocalStore } from '../../cli/store/local-store.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { checkAt, givenInstance, lost } from '../core/timeline/given.ts';
import { minute } from '../adapters/dynamodb/given.ts';
import { givenDirectory, running } from './running.ts';

const anHour = Array.from({ length: 60 }, (_, at) =>
  checkAt(at, [givenInstance('10.0.0.4'), at < 30 ? givenInstance('10.0.0.5') : lost('10.0.0.5', minute(30))]),
);
const span = ['--since', minute(0), '--until', minute(60)];

/** A directory with a history in it, and a place for a report. */
const givenHistory = <T>(
  snapshots: readonly Snapshot[],
  use: (store: readonly string[], out: string) => Promise<T>,
): Promise<T> =>
  givenDirectory(async (directory) => {
    const store = await openLocalStore(join(directory, 'store'));
    const history = new History(store.client, store.table);
    const keeping = { keepSeconds: 1e9, writer: 'test' };
    await Promise.all(snapshots.map((snapshot) => history.record(snapshot, keeping)));
    await store.close();
    return use(['--store', join(directory, 'store')], join(directory, 'report.html'));
  });

test('report writes one file, says what it wrote, and how to open it', async () => {
  await givenHistory(anHour, async (store, out) => {
    const { code, stdout, stderr } = await running(['report', ...store, ...span, '--out', out], { environment: {} });
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^open it in a browser: file:.*report\.html\n$/)]);
    expect(stdout).toMatch(/report\.html: \d+ KB, 60 checks of production, 21 Nov 12:00 to 21 Nov 13:00 UTC\n$/);
    const page = readFileSync(out, 'utf8');
    for (const part of ['<title>production', '10.0.0.4:3000', '10.0.0.5:3000', '50 %', '100 %', '30 min']) {
      expect(page).toContain(part);
    }
  });
}, 20_000);

test('report replaces no file unless it is allowed to', async () => {
  await givenHistory(anHour, async (store, out) => {
    writeFileSync(out, 'a diary');
    const args = ['report', ...store, ...span, '--out', out];
    expect(await running(args, { environment: {} })).toMatchObject({
      code: 2,
      stderr: `alerter: ${out} is there already: name another file with --out, or let it be replaced with --force\n`,
    });
    expect(readFileSync(out, 'utf8')).toBe('a diary');
    expect(await running([...args, '--force'], { environment: {} })).toMatchObject({ code: 0 });
    expect(readFileSync(out, 'utf8')).toContain('<title>production');
  });
}, 20_000);

test('report says in one line that there are no checks of that time, and leaves no file', async () => {
  await givenHistory(anHour.slice(0, 2), async (store, out) => {
    const args = ['report', ...store, '--since', minute(100), '--until', minute(200), '--out', out];
    const { code, stdout, stderr } = await running(args, { environment: {} });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^alerter: there are no checks of production between .*: the last one is of .*12:01 UTC\n$/);
    expect(existsSync(out)).toBe(false);
  });
}, 20_000);

test('report writes the page to stdout when asked to, and nothing else', async () => {
  await givenHistory(anHour.slice(0, 2), async (store) => {
    const { code, stdout, stderr } = await running(['report', ...store, ...span, '--out', '-'], { environment: {} });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
  });
}, 20_000);
