import { beforeAll, describe, expect, test } from '@jest/globals';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { buildPrograms } from '../../build/programs.ts';
import { commands } from '../../cli/commands.ts';

/*
 * How long a command takes to start is how much it loads. That is counted here, because it is the same on every
 * machine at any time; how long it takes is for `npm run bench:start-up`.
 */

let outputs: Metafile['outputs'];
beforeAll(async () => {
  ({ outputs } = await buildPrograms(join(import.meta.dirname, '../..'), { write: false }));
});

const bundleOf = (source: string): string =>
  Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source)?.[0] ?? '';

/** All that Node loads with these, before any of it runs. */
function loadedWith(sources: readonly string[]): { readonly kilobytes: number; readonly packages: readonly string[] } {
  const bundles = new Set<string>();
  const packages = new Set<string>();
  const load = (bundle: string): void => {
    if (bundles.has(bundle)) return;
    bundles.add(bundle);
    const { imports = [], inputs = {} } = outputs[bundle] ?? {};
    for (const { path, kind, external = false } of imports) {
      if (kind !== 'import-statement') continue;
      if (!external) load(path);
      else if (!isBuiltin(path)) packages.add(path);
    }
    for (const input of Object.keys(inputs)) {
      const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input) ?? [];
      if (name !== undefined) packages.add(name);
    }
  };
  sources.map(bundleOf).forEach(load);
  const bytes = [...bundles].reduce((sum, bundle) => sum + (outputs[bundle]?.bytes ?? 0), 0);
  return { kilobytes: Math.ceil(bytes / 1000), packages: [...packages].toSorted() };
}

describe('what a command loads before it does anything', () => {
  test('is next to nothing for --help and --version', () => {
    const { kilobytes, packages } = loadedWith(['cli/alerter.ts']);
    expect(packages).toEqual(['commander', 'picocolors', 'valibot']);
    expect(kilobytes).toBeLessThan(110);
  });

  test('is, for check, what asks a workspace and judges its answer', () => {
    const { kilobytes, packages } = loadedWith(['cli/alerter.ts', 'cli/commands/check.ts']);
    expect(packages).toEqual([
      'commander',
      'croner',
      'data-uri-to-buffer',
      'fetch-blob',
      'formdata-polyfill',
      'node-domexception',
      'node-fetch',
      'picocolors',
      'valibot',
    ]);
    expect(kilobytes).toBeLessThan(420);
  });

  test.each(commands.map(({ name }) => name))('has no part of the CDK and no database: %s', (name) => {
    const { packages } = loadedWith(['cli/alerter.ts', `cli/commands/${name}.ts`]);
    const heavy = /^(aws-cdk-lib|constructs|dynalite|level|classic-level|memory-level|@inquirer\/.*)$/;
    expect(packages.filter((each) => heavy.test(each))).toEqual([]);
  });
});
