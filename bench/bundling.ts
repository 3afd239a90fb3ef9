import { App, CfnElement, Stack } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as v from 'valibot';
import { asBundled } from '../lib/node-function.ts';

/** Handlers as they are deployed. */
export interface BundledHandlers {
  /** For whatever else is to be gone with them. */
  readonly directory: string;
  /** Where the `index.mjs` of an entry is. */
  readonly folderOf: (entry: string) => string;
  readonly remove: () => void;
}

const template = v.object({
  Resources: v.record(
    v.string(),
    v.object({ Properties: v.object({ Code: v.optional(v.object({ S3Key: v.string() })) }) }),
  ),
});

/**
 * Bundles handlers as a deployment of the stack would.
 *
 * @param entries their files, from the project's root
 */
export function bundleHandlers(entries: readonly string[]): BundledHandlers {
  const directory = mkdtempSync(join(tmpdir(), 'alerter-bundles-'));
  const app = new App({ outdir: directory });
  const stack = new Stack(app, 'Bundles');
  const keys = new Map(
    entries.map((entry, index) => {
      const props = { ...asBundled, entry: join(asBundled.projectRoot, entry) };
      const { node } = new NodejsFunction(stack, `Function${index}`, props);
      if (!CfnElement.isCfnElement(node.defaultChild)) throw new TypeError(`${entry} is no resource`);
      return [entry, stack.getLogicalId(node.defaultChild)];
    }),
  );
  const { Resources } = v.parse(template, app.synth().getStackByName(stack.stackName).template);
  return {
    directory,
    folderOf: (entry) => {
      const asset = Resources[keys.get(entry) ?? '']?.Properties.Code?.S3Key;
      if (asset === undefined) throw new Error(`${entry} was not bundled`);
      return join(directory, `asset.${asset.replace(/\.zip$/, '')}`);
    },
    remove: () => {
      rmSync(directory, { recursive: true });
    },
  };
}

/** A program without types, as one file: nothing that compiles as it goes is to run beside what is measured. */
export function bundleProgram(entry: string, outfile: string): string {
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' });
  return outfile;
}
