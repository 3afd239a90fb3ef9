import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { root } from './stage.ts';

/** Versions of the packages that an app of the CDK brings. */
export interface Peers {
  readonly cdk: string;
  readonly constructs: string;
}

const versions = v.object({ 'aws-cdk-lib': v.string(), constructs: v.string() });
const manifest = v.object({ peerDependencies: versions, devDependencies: versions });

const lowestOf = (range: string): string => range.replace(/^\^/, '');

/** The lowest versions that the package allows, and the highest: those that it is developed with. */
export function peerRange(): { readonly lowest: Peers; readonly highest: Peers } {
  const content: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { peerDependencies: peers, devDependencies: ours } = v.parse(manifest, content);
  return {
    lowest: { cdk: lowestOf(peers['aws-cdk-lib']), constructs: lowestOf(peers.constructs) },
    highest: { cdk: ours['aws-cdk-lib'], constructs: ours.constructs },
  };
}
