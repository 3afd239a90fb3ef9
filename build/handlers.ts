import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { asBundled } from '../lib/node-function.ts';
import { sourcePlugin } from './source-plugin.ts';

/** Bundles each function of `lambda/` as a deployment from source would. */
export async function buildHandlers(root: string, directory: string): Promise<Metafile> {
  const names = readdirSync(join(root, 'lambda'));
  const { target, mainFields, minify, sourceMap, sourcesContent } = asBundled.bundling;
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: join(root, 'lambda', name, 'handler.ts'), out: join(name, 'index') })),
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target,
    mainFields,
    minify,
    sourcemap: sourceMap,
    sourcesContent,
    plugins: [sourcePlugin(root, 'esm')],
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
