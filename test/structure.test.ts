import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const root = join(import.meta.dirname, '..');
/** From what may be imported by all that come after it, to what is imported by none of the others. */
const layers = ['core', 'adapters', 'config', 'check', 'web', 'lambda', 'lib', 'cli'] as const;

const files = layers.flatMap((layer) =>
  readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(layer, file)),
);
const imports = new Map(
  files.map((file) => [
    file,
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+\.ts)'/g)].map(
      ([, path = '']) => normalize(join(dirname(file), path)),
    ),
  ]),
);

/** The first circle of arrows; null where there is none. */
function circleIn(arrows: ReadonlyMap<string, Iterable<string>>): string | null {
  const done = new Set<string>();
  const walk = (node: string, path: readonly string[]): string | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node].join(' → ');
    if (done.has(node)) return null;
    for (const next of arrows.get(node) ?? []) {
      const found = walk(next, [...path, node]);
      if (found !== null) return found;
    }
    done.add(node);
    return null;
  };
  for (const node of arrows.keys()) {
    const found = walk(node, []);
    if (found !== null) return found;
  }
  return null;
}

const foldersOf = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const arrows = new Map<string, Set<string>>();
  for (const [file, targets] of imports) {
    const from = dirname(file);
    const known = arrows.get(from) ?? new Set<string>();
    arrows.set(from, known);
    for (const target of targets) if (dirname(target) !== from) known.add(dirname(target));
  }
  return arrows;
};

describe('the structure', () => {
  test('has files to look at', () => {
    expect(files.length).toBeGreaterThan(200);
  });

  test('has no circle of files', () => {
    expect(circleIn(imports)).toBeNull();
  });

  test('has no circle of folders', () => {
    expect(circleIn(foldersOf())).toBeNull();
  });

  test('would find a circle', () => {
    expect(circleIn(new Map(Object.entries({ a: ['b'], b: ['c'], c: ['b'] })))).toBe('b → c → b');
  });
});

describe('the tests', () => {
  const textOf = new Map(
    readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [join('test', file), readFileSync(join(root, 'test', file), 'utf8')] as const),
  );
  /** What a file of tests loads, without what it takes the types of alone. */
  const loadedBy = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
    const text = (textOf.get(file) ?? '').replaceAll(/^import type [^;]*;/gm, '');
    for (const [, path = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+\.ts)'/g)) {
      const loaded = normalize(join(dirname(file), path));
      if (seen.has(loaded)) continue;
      seen.add(loaded);
      loadedBy(loaded, seen);
    }
    return seen;
  };
  const isHandler = (file: string): boolean => /^lambda\/[^/]+\/handler\.ts$/.test(file);

  test('have no hook in what they share: it would run for the first file alone that loads it', () => {
    const hooked = [...textOf].filter(
      ([file, text]) => !file.endsWith('.test.ts') && /^(?:after|before)(?:All|Each)\(/m.test(text),
    );
    expect(hooked.map(([file]) => file)).toEqual([]);
  });

  test('load a handler only where modules are not shared: it reads its environment once', () => {
    const loading = [...textOf.keys()].filter(
      (file) => file.endsWith('.test.ts') && [...loadedBy(file)].some(isHandler),
    );
    expect(loading.length).toBeGreaterThan(4);
    expect(loading.filter((file) => !file.endsWith('.isolated.test.ts'))).toEqual([]);
  });
});
