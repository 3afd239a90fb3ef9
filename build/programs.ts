import { join } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { sourcePlugin } from './source-plugin.ts';

/** The oldest Node that the package runs on. */
const target = 'node20.19';

/**
 * Peers of the package; what is no JavaScript alone; what stands in for a part of Node that every version has; and what
 * bundles the script of report and console in a clone: the package has it bundled.
 */
const external = ['esbuild', 'aws-cdk-lib', 'constructs', 'classic-level', 'web-streams-polyfill'];

const common = (root: string) =>
  ({
    absWorkingDir: root,
    outdir: join(root, 'dist'),
    bundle: true,
    platform: 'node',
    target,
    mainFields: ['module', 'main'],
    external,
    metafile: true,
    logLevel: 'warning',
  }) satisfies BuildOptions;

/** Packages that are no ES modules call `require` for parts of Node. */
const requireInModules =
  "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);";

/**
 * The command line and the CDK app: ES modules, in parts that are loaded when they are used.
 *
 * @param write whether anything is written. @default true
 */
export async function buildPrograms(root: string, { write = true } = {}): Promise<Metafile> {
  const { metafile } = await build({
    ...common(root),
    write,
    entryPoints: ['cli/alerter.ts', 'bin/alerter.ts'],
    outbase: '.',
    format: 'esm',
    splitting: true,
    minifySyntax: true,
    minifyWhitespace: true,
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: requireInModules },
    plugins: [sourcePlugin(root, 'esm')],
  });
  return metafile;
}

/** What other apps import: CommonJS as `aws-cdk-lib` is, so that apps of both kinds can, whatever compiles them. */
export async function buildLibrary(root: string): Promise<Metafile> {
  const { metafile } = await build({
    ...common(root),
    entryPoints: ['lib/index.ts'],
    outbase: '.',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    plugins: [sourcePlugin(root, 'cjs')],
  });
  return metafile;
}
