import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { isFields } from '../core/base/json.ts';
import { pageStyle } from '../web/script/document.ts';

/** Where the project's files are. */
export const projectRoot = join(import.meta.dirname, '..');

/** Of the functions that run it. */
export const handlerEnvironment = { NODE_OPTIONS: '--enable-source-maps' };

/**
 * How esbuild bundles a handler: as `index.mjs`, and parts beside it which are read when they are imported. The AWS SDK
 * is in it, which loads 2.6 times faster than the one of the runtime.
 *
 * @param entry the handler's file, from the project's root
 */
export const handlerBundle = (entry: string, directory: string) =>
  ({
    absWorkingDir: projectRoot,
    entryPoints: [{ in: join(projectRoot, entry), out: 'index' }],
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    // It stands in for a part of Node that every version has.
    external: ['web-streams-polyfill'],
    define: { BUNDLED_PAGE_STYLE: JSON.stringify(pageStyle()) },
    minify: true,
    // Node reads the whole map at start: without the sources' text it is a fraction of the size.
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  }) satisfies BuildOptions;

/** Bundles a handler from its source. @throws Error where it has a mistake, or esbuild is not installed */
export function bundleHandler(entry: string, directory: string): void {
  // The package has its handlers bundled, and no esbuild: what imports this file must load without.
  const esbuild: unknown = createRequire(join(projectRoot, 'package.json'))('esbuild');
  if (!isEsbuild(esbuild)) throw new TypeError('this esbuild has no buildSync: run npm ci');
  esbuild.buildSync(handlerBundle(entry, directory));
}

interface Esbuild {
  buildSync(options: BuildOptions): unknown;
}

const isEsbuild = (value: unknown): value is Esbuild => isFields(value) && typeof value['buildSync'] === 'function';
