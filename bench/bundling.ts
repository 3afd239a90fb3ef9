import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import { handlerBundle } from '../lib/handler-bundle.ts';

/** A handler as it is deployed. */
export interface BundledHandler {
  /** Where its `index.mjs` is. */
  readonly folder: string;
  /** The files that are read when it is loaded, by their names. */
  readonly loaded: readonly string[];
}

export interface BundledHandlers {
  /** For whatever else is to be gone with them. */
  readonly directory: string;
  readonly handlerOf: (entry: string) => BundledHandler;
  readonly remove: () => void;
}

/**
 * Bundles handlers as a deployment of the stack would.
 *
 * @param entries their files, from the project's root
 */
export function bundleHandlers(entries: readonly string[]): BundledHandlers {
  const directory = mkdtempSync(join(tmpdir(), 'alerter-bundles-'));
  const handlers = new Map(
    entries.map((entry, index): [string, BundledHandler] => {
      const folder = join(directory, String(index));
      const { metafile } = buildSync({ ...handlerBundle(entry, folder), metafile: true });
      return [entry, { folder, loaded: loadedOf(metafile) }];
    }),
  );
  return {
    directory,
    handlerOf: (entry) => {
      const handler = handlers.get(entry);
      if (handler === undefined) throw new Error(`${entry} was not bundled`);
      return handler;
    },
    remove: () => {
      rmSync(directory, { recursive: true });
    },
  };
}

/** The entry, and what it imports before it runs. */
function loadedOf({ outputs }: Metafile): readonly string[] {
  const waiting = Object.keys(outputs).filter((file) => basename(file) === 'index.mjs');
  for (const file of waiting) {
    const imported = outputs[file]?.imports.filter(({ kind }) => kind === 'import-statement') ?? [];
    waiting.push(...imported.map(({ path }) => path).filter((path) => path in outputs && !waiting.includes(path)));
  }
  return waiting.map((file) => basename(file));
}

/** A program without types, as one file: nothing that compiles as it goes is to run beside what is measured. */
export function bundleProgram(entry: string, outfile: string): string {
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' });
  return outfile;
}
