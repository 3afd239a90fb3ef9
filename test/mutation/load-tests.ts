import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getState, resetState } from 'jest-circus';

type Child = ReturnType<typeof getState>['rootDescribeBlock']['children'][number];

/** A test of a file, as Jest would find it. */
export interface LoadedTest {
  readonly id: string;
  readonly fileName: string;
  run(): Promise<void>;
}

/** They play thousands of lives, or days of them: what only they find counts as not found. */
const longFiles = /properties\.test\.ts|\.property\.test\.ts|\.long\.test\.ts/;
const longTests =
  /thousand|,000|for weeks|hostile words|whatever the alert|within minutes is one|an on\/off pattern|with (small|large).* teeth|varies much|a second$/;

/** The short tests of the core, in a folder that has the shape of this repository. */
export async function loadTests(root: string): Promise<readonly LoadedTest[]> {
  const folder = join(root, 'test/core');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.test.ts'));
  const tests: LoadedTest[] = [];
  for (const file of files.filter((one) => !longFiles.test(one)).sort()) {
    resetState();
    const fileName = join(folder, file);
    await import(pathToFileURL(fileName).href);
    tests.push(...getState().rootDescribeBlock.children.flatMap((child) => testsOf(child, fileName, [file])));
  }
  return tests.filter(({ id }) => !longTests.test(id));
}

function testsOf(child: Child, fileName: string, above: readonly string[]): readonly LoadedTest[] {
  const names = [...above, child.name];
  if (child.type === 'test') {
    if (child.fn.length > 0) throw new Error(`${names.join(' ')}: tests that call back are not run here`);
    const run = async (): Promise<void> => {
      const result: unknown = Reflect.apply(child.fn, {}, []);
      await result;
    };
    return [{ id: names.join(' '), fileName, run }];
  }
  if (child.hooks.length > 0) throw new Error(`${names.join(' ')}: hooks are not run here`);
  return child.children.flatMap((below) => testsOf(below, fileName, names));
}
