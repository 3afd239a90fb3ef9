import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

interface RunOptions {
  /** Where it runs; the assembly goes into `out` there. */
  readonly directory: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Runs a CDK app of this project as the CDK's command line does, but bundles nothing. */
export const runApp = (app: string, { directory, context = {} }: RunOptions) =>
  spawnSync(process.execPath, ['--import', resolve('node_modules/tsx/dist/esm/index.mjs'), resolve(app)], {
    cwd: directory,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      CDK_OUTDIR: join(directory, 'out'),
      CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:bundling-stacks': [], ...context }),
      CDK_VALIDATION: 'false',
      // It is looked for where the app runs, and says what the name of this package stands for.
      TSX_TSCONFIG_PATH: resolve('tsconfig.json'),
    },
    timeout: 60_000,
  });
