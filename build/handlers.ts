import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { handlerBundle } from '../lib/handler-bundle.ts';
import { sourcePlugin } from './source-plugin.ts';

/** Bundles each function of `lambda/` as a deployment from source would. */
export const buildHandlers = (root: string, directory: string): Promise<readonly Metafile[]> =>
  Promise.all(
    readdirSync(join(root, 'lambda')).map(async (name) => {
      const options = handlerBundle(join('lambda', name, 'handler.ts'), join(directory, name));
      const { metafile } = await build({ ...options, plugins: [sourcePlugin(root, 'esm')], metafile: true });
      return metafile;
    }),
  );
