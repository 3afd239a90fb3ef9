import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Environment } from '../deploy/processes.ts';
import { aloneInAFolder } from './alone.ts';
import { inAnApp } from './in-an-app.ts';
import { peerRange } from './peers.ts';
import { consumerEnvironment, root, type Stage } from './stage.ts';

const packed = v.pipe(v.string(), v.parseJson(), v.tuple([v.object({ filename: v.string() })]));

/** `npm pack`, built anew, which also compares the API with its report; the file. */
async function pack({ processes, directory }: Stage, environment: Environment): Promise<string> {
  await processes.run('npm', ['run', '-s', 'build'], { env: environment, timeoutSeconds: 1200, directory: root });
  const output = await processes.run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--loglevel', 'error', '--pack-destination', directory],
    { env: environment, timeoutSeconds: 300, directory: root },
  );
  return join(directory, v.parse(packed, output)[0].filename);
}

/** From the repository to a deployment of somebody who has only the package. */
export async function story(stage: Stage): Promise<void> {
  const { report } = stage;
  const environment = consumerEnvironment();
  const file = await report.step('the package is built, with the API that its report says, and packed', () =>
    pack(stage, environment),
  );
  await aloneInAFolder(stage, file, environment);
  const { lowest, highest } = peerRange();
  assert.notEqual(lowest.cdk, highest.cdk);
  await inAnApp(stage, { file, environment, peers: lowest, compiler: 'ts-node' });
  await inAnApp(stage, { file, environment, peers: highest, compiler: 'tsx', deploys: true });
}
