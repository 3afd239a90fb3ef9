import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const versions = {
  emulator: 'v0.0.0-20261030222936-bef5c4ba774d',
  node: '24.21.0',
  client: '4.0.2',
} as const;
const emulatorModule = 'github.com/aws/aws-lambda-runtime-interface-emulator/cmd/aws-lambda-rie';

const cache = join(import.meta.dirname, '../../.cache');
const installed = join(cache, `lambda-runtime-${versions.emulator}-${versions.node}-${versions.client}`);
const buildMinutes = 10;

/** What a function runs in, in Lambda. */
export interface RuntimeTools {
  /** The Runtime Interface Emulator. */
  readonly emulator: string;
  readonly node: string;
  /** The Runtime Interface Client, a program for Node. */
  readonly client: string;
}

const needed = [
  ['go', 'version'],
  ['cmake', '--version'],
  ['make', '--version'],
  ['c++', '--version'],
] as const;

const toolsIn = (directory: string): RuntimeTools => ({
  emulator: join(directory, 'aws-lambda-rie'),
  node: join(directory, 'node_modules', nodePackage, 'bin/node'),
  client: join(directory, 'node_modules/aws-lambda-ric/index.mjs'),
});

/** Node of that version as npm has it: a package for each system and processor. */
const nodePackage = `node-${process.platform}-${process.arch}`;

/** Builds the runtime once; else in a few words why it cannot be built here. */
export function ensureRuntimeTools(): RuntimeTools | { readonly missing: string } {
  if (existsSync(installed)) return toolsIn(installed);
  if (process.platform !== 'linux') return { missing: 'the emulator runs on Linux only' };
  const absent = needed.filter(([command, option]) => spawnSync(command, [option]).status !== 0);
  if (absent.length > 0) return { missing: `not installed: ${absent.map(([command]) => command).join(', ')}` };

  const building = `${installed}.building`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  writeFileSync(join(building, 'package.json'), '{"private":true}\n');
  build('go', ['install', `${emulatorModule}@${versions.emulator}`], {
    env: { ...process.env, GOBIN: building, GOTOOLCHAIN: 'local', GOFLAGS: '' },
  });
  const install = ['install', '--no-audit', '--no-fund', '--save-exact', '--prefix', building];
  build('npm', [...install, `${nodePackage}@${versions.node}`], { env: process.env });
  // The client is compiled against the headers that came with this Node, by this Node.
  const node = join(building, 'node_modules', nodePackage);
  build('npm', [...install, `aws-lambda-ric@${versions.client}`], {
    env: {
      ...process.env,
      PATH: [join(node, 'bin'), process.env['PATH']].join(delimiter),
      npm_config_nodedir: node,
    },
  });
  renameSync(building, installed);
  return toolsIn(installed);
}

function build(command: string, args: readonly string[], { env }: { readonly env: NodeJS.ProcessEnv }): void {
  execFileSync(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: buildMinutes * 60_000 });
}
