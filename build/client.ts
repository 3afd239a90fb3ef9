import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundled, builtScript } from '../web/script/client-script.ts';

/** Bundles the script of report and console, which are pages that ask for nothing else. */
export async function buildClient(root: string): Promise<Metafile> {
  const { script, metafile } = await bundled();
  const file = join(root, builtScript);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, script);
  return metafile;
}
