import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const program = "import('./bench/peak-memory.ts').then(({ peakMebibytes }) => console.log(peakMebibytes()))";

test('the memory of a process is its own, not that of the larger one that started it', () => {
  const mebibytes = 400;
  const large = Buffer.alloc(mebibytes * 1024 * 1024, 1);
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], { cwd: root, encoding: 'utf8' });
  expect(large).toHaveLength(mebibytes * 1024 * 1024);
  expect(Number(stdout)).toBeGreaterThan(20);
  expect(Number(stdout)).toBeLessThan(mebibytes);
});
