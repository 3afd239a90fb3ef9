import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { parameters, removed, name, secondConfiguration, type Urls } from './configurations.ts';
import type { App, Outputs } from './app.ts';
import type { Cloud } from './cloud.ts';
import type { Report } from './report.ts';

interface SecondDeploymentStage {
  readonly report: Report;
  readonly cloud: Cloud;
  readonly app: App;
  /** The file that the app reads. */
  readonly configuration: string;
  readonly urls: Urls;
  readonly outputs: Outputs;
}

type Items = ReadonlyArray<Record<string, unknown>>;

/** Each of these as it was; there may be others. */
const assertKept = (before: Items, after: Items): void => {
  for (const item of before) {
    assert.deepEqual(
      after.find(({ takenAt }) => takenAt === item['takenAt']),
      item,
    );
  }
};

/** Resolves to how many checks the removed workspace has had. */
export const deployAgain = async (stage: SecondDeploymentStage): Promise<number> => {
  const { report, cloud, app, configuration, urls, outputs } = stage;
  const itemsOf = (workspace: string): Promise<Items> => cloud.itemsOf(outputs.HistoryTable, workspace);
  const [before, beforeRemoval] = [await itemsOf(name), await itemsOf(removed)];
  await cloud.storeSecret(parameters.goneCredentials, 'soon gone');
  await cloud.deleteSecret(parameters.goneCredentials);
  writeFileSync(configuration, secondConfiguration(urls));

  report.note('a rule is changed, a workspace is removed, and one comes whose credentials are gone; npx cdk deploy');
  await report.step('the app is deployed again, with everything where it was', async () => {
    assert.deepEqual(await app.deploy(), outputs);
  });
  return report.step('the history is as it was, also that of the removed workspace', async () => {
    assert.ok(beforeRemoval.length > 0, 'the workspace was never checked');
    assertKept(before, await itemsOf(name));
    const kept = await itemsOf(removed);
    assertKept(beforeRemoval, kept);
    return kept.length;
  });
};
