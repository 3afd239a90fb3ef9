import { setUp, Stage, type StageOptions } from '../cli/demo/stage.ts';
import { demoRules } from '../cli/demo/keepsake.ts';
import { scenes } from '../cli/demo/scenes.ts';
import { defaultProbe } from '../adapters/probe/settings.ts';
import type { Snapshot } from '../core/history/snapshot.ts';

/** Every check of the day that `demo` shows, without what it prints. */
export async function demoChecks(): Promise<readonly Snapshot[]> {
  const options: StageOptions = { start: '2026-11-21T00:00:00.000Z', rules: demoRules, probe: defaultProbe };
  const stage = new Stage(await setUp(options), options, { publish: () => Promise.resolve() });
  const snapshots: Snapshot[] = [];
  stage.onRecorded = (snapshot) => {
    snapshots.push(snapshot);
    return Promise.resolve();
  };
  try {
    for (const scene of scenes) {
      scene.act(stage.cluster);
      for (let check = 0; check < scene.checks; check += 1) {
        stage.callMilliseconds = check === 0 && (scene.isFirstCallHung ?? false) ? 300 : 10_000;
        await stage.checks(1);
      }
    }
    return snapshots;
  } finally {
    await stage.close();
  }
}
