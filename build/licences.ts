import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import * as v from 'valibot';

const manifest = v.object({
  name: v.string(),
  version: v.string(),
  license: v.union([
    v.string(),
    v.pipe(
      v.object({ type: v.string() }),
      v.transform(({ type }) => type),
    ),
  ]),
});

/** The folder of the package that a bundled file is of; null where it is of this project. */
const packageOf = (file: string): string | null => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? null;

const licenceIn = (folder: string): string | null => {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  return name === undefined ? null : readFileSync(join(folder, name), 'utf8').trim();
};

/** The licences of all packages whose code went into the bundles: each asks that its text goes with its code. */
export function licencesOf(root: string, metafiles: readonly Metafile[]): string {
  const folders = new Set(
    metafiles.flatMap(({ outputs }) =>
      Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs).flatMap((file) => packageOf(file) ?? [])),
    ),
  );
  const sections = [...folders].map((relative) => {
    const folder = join(root, relative);
    const file = join(folder, 'package.json');
    if (!existsSync(file)) throw new Error(`${relative} has no package.json`);
    const { name, version, license } = v.parse(manifest, JSON.parse(readFileSync(file, 'utf8')));
    return { name: `${name} ${version} (${license})`, text: licenceIn(folder) };
  });
  return sections
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ name, text }) => [name, ...(text === null ? [] : ['', text]), '', '-'.repeat(80), ''].join('\n'))
    .join('\n');
}
