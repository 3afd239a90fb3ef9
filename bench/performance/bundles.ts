import { App, CfnElement, Stack } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as v from 'valibot';
import { asBundled } from '../../lib/node-function.ts';

/** A handler as it is deployed. */
export interface Bundle {
  readonly file: string;
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

const template = v.object({
  Resources: v.record(
    v.string(),
    v.object({ Properties: v.object({ Code: v.optional(v.object({ S3Key: v.string() })) }) }),
  ),
});

/** Bundles the check and its floor as a deployment of the stack would. */
export function makeBundles(): Bundles {
  const directory = mkdtempSync(join(tmpdir(), 'alerter-bench-'));
  const app = new App({ outdir: directory });
  const stack = new Stack(app, 'Bundles');
  const keyOf = (id: string, entry: string): string => {
    const { node } = new NodejsFunction(stack, id, { ...asBundled, entry: join(asBundled.projectRoot, entry) });
    if (!CfnElement.isCfnElement(node.defaultChild)) throw new TypeError(`${id} is no resource`);
    return stack.getLogicalId(node.defaultChild);
  };
  const names = {
    check: keyOf('Check', 'lambda/check/handler.ts'),
    floor: keyOf('Floor', 'bench/performance/floor.ts'),
  };
  const { Resources } = v.parse(template, app.synth().getStackByName(stack.stackName).template);
  const bundleOf = (name: string): Bundle => {
    const asset = (Resources[name]?.Properties.Code?.S3Key ?? '').replace(/\.zip$/, '');
    const file = join(directory, `asset.${asset}`, 'index.mjs');
    return { file, bytes: statSync(file).size, sourceMapBytes: statSync(`${file}.map`).size };
  };
  return {
    check: bundleOf(names.check),
    floor: bundleOf(names.floor),
    child: plain(directory),
    remove: () => {
      rmSync(directory, { recursive: true });
    },
  };
}

/** The child without types: nothing that compiles as it goes is to run beside what is measured. */
function plain(directory: string): string {
  const outfile = join(directory, 'child.mjs');
  const entry = join(import.meta.dirname, 'child.ts');
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' });
  return outfile;
}
