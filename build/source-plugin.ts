import { readFile } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import type { Format, Plugin } from 'esbuild';

/** Every bundle lies two folders below the root of the package: `dist/cli/`, `dist/lib/`, `dist/chunks/`. */
const rootFromBundle = '/../../';

/** How a person starts the command line in a clone, and where the package is installed. */
const commandInClone = 'npm run -s alerter --';
const commandInPackage = 'npx rocketchat-alerter';

/**
 * The project's own source as it is in the package: what it reads beside itself is found where the package has it, under
 * the same path, and the commands it prints are those of the package.
 */
export const sourcePlugin = (root: string, format: Format): Plugin => ({
  name: 'source',
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const folder = relative(root, dirname(path)).split(sep).join('/');
      if (folder.startsWith('..') || folder.startsWith('node_modules')) return null;
      const here = format === 'cjs' ? '__dirname' : 'import.meta.dirname';
      const contents = (await readFile(path, 'utf8'))
        .replaceAll('import.meta.dirname', `(${here} + ${JSON.stringify(rootFromBundle + folder)})`)
        .replaceAll(commandInClone, commandInPackage);
      return { contents, loader: 'ts' };
    });
  },
});
