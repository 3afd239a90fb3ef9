import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Its source, which is there in a clone. */
const source = join(import.meta.dirname, '..', 'client', 'main.ts');
/** Where the build puts it, which is what the package has. */
export const builtScript = 'dist/web/client.js';

let known: Promise<string> | null = null;

/** The script of report and console, as it may stand in a page. */
export const clientScript = (): Promise<string> =>
  (known ??= existsSync(source) ? bundled().then(({ script }) => script) : builtText());

const builtText = (): Promise<string> =>
  Promise.resolve(readFileSync(join(import.meta.dirname, '..', '..', builtScript), 'utf8'));

/** Bundles the script anew: in a clone, nothing is built before it is used. */
export async function bundled(): Promise<{ readonly script: string; readonly metafile: Metafile }> {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    entryPoints: [source],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'iife',
    target: ['es2022'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  // Within a page, nothing in a script may look like its end.
  const script = (outputFiles[0]?.text ?? '').trim().replaceAll('</script', '<\\/script');
  return { script, metafile };
}
