import { statSync } from 'node:fs';
import { join } from 'node:path';
import { bundleHandlers, bundleProgram } from '../bundling.ts';

/** A handler as it is deployed. */
export interface Bundle {
  readonly file: string;
  /** Of what is read when it is loaded. */
  readonly bytes: number;
  readonly sourceMapBytes: number;
}

export interface Bundles {
  readonly check: Bundle;
  readonly floor: Bundle;
  /** What loads and runs one of them in a process of its own. */
  readonly child: string;
  readonly remove: () => void;
}

/** Bundles the check and its floor as a deployment of the stack would. */
export function makeBundles(): Bundles {
  const entries = { check: 'lambda/check/handler.ts', floor: 'bench/performance/floor.ts' };
  const { directory, handlerOf, remove } = bundleHandlers(Object.values(entries));
  const bundleOf = (entry: string): Bundle => {
    const { folder, loaded } = handlerOf(entry);
    const bytesOf = (names: readonly string[]): number =>
      names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    return {
      file: join(folder, 'index.mjs'),
      bytes: bytesOf(loaded),
      sourceMapBytes: bytesOf(loaded.map((name) => `${name}.map`)),
    };
  };
  return {
    check: bundleOf(entries.check),
    floor: bundleOf(entries.floor),
    child: bundleProgram(join(import.meta.dirname, 'child.ts'), join(directory, 'child.mjs')),
    remove,
  };
}
