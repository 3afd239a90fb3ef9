import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { bundled } from '../../../web/script/client-script.ts';

test('the script of report and console is small, and nothing in it looks like its end', async () => {
  const { script } = await bundled();
  expect(gzipSync(script).length).toBeLessThan(40_000);
  expect(script).not.toMatch(/<\/script|<!--/i);
});
