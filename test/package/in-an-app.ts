import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../deploy/processes.ts';
import { deployed } from './deployed.ts';
import { install } from './installed.ts';
import type { Peers } from './peers.ts';
import { root, type Stage } from './stage.ts';

/** With which the templates of `cdk init` have run TypeScript, before 2026 and since. */
type Compiler = 'ts-node' | 'tsx';

const compilers: Readonly<Record<Compiler, readonly string[]>> = {
  'ts-node': ['ts-node@10.9.2', 'typescript@5.9.3'],
  tsx: ['tsx@4.23.15', 'typescript@7.0.2'],
};

interface AppOptions {
  readonly file: string;
  readonly environment: Environment;
  readonly peers: Peers;
  readonly compiler: Compiler;
  /** Whether it is also deployed. @default false */
  readonly deploys?: boolean;
}

const template = join(root, 'node_modules/aws-cdk/lib/init-templates/app/typescript');

/**
 * As `cdk init` has it, without what only its own tests need.
 *
 * @param checksLibraries whether the declarations of packages are checked, too, which a slow compiler takes minutes for
 */
function tsconfig(checksLibraries: boolean): string {
  const text = readFileSync(join(template, 'tsconfig.json'), 'utf8').replace(/"jest",\s*/, '');
  return checksLibraries ? text.replace('"skipLibCheck": true', '"skipLibCheck": false') : text;
}

/** Installs the package into an app as `cdk init` makes it; compiles, synthesises and perhaps deploys what uses it. */
export async function inAnApp(
  stage: Stage,
  { file, environment, peers, compiler, ...more }: AppOptions,
): Promise<void> {
  const { report, processes } = stage;
  const name = `aws-cdk-lib ${peers.cdk}, ${compiler}`;
  const folder = join(stage.directory, `app-${peers.cdk}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  writeFileSync(join(folder, 'tsconfig.json'), tsconfig(compiler === 'tsx'));
  cpSync(join(import.meta.dirname, 'app'), join(folder, 'bin'), { recursive: true });
  copyFileSync(join(root, 'examples/own-app.ts'), join(folder, 'bin/own-app.ts'));
  const run = (command: string, ...args: readonly string[]): Promise<string> =>
    processes.run(command, args, { env: environment, timeoutSeconds: 900, directory: folder });

  await report.step(`it is installed into an app: ${name}`, () =>
    install(processes, folder, {
      environment,
      packages: [
        file,
        `aws-cdk-lib@${peers.cdk}`,
        `constructs@${peers.constructs}`,
        '@types/node@24',
        ...compilers[compiler],
      ],
    }),
  );
  await report.step('the example compiles there with tsc', () => run('npx', '--no-install', 'tsc', '--noEmit'));
  await report.step(`it is synthesised with ${compiler}`, () => run('npx', '--no-install', compiler, 'bin/own-app.ts'));
  if (more.deploys === true) await deployed(stage, { folder, environment, compiler });
}
