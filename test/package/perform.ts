import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { Processes } from '../deploy/processes.ts';
import { Report } from '../deploy/report.ts';
import type { Stage } from './stage.ts';

/** What a story is about, and how long it may take. */
interface Performance {
  readonly name: string;
  readonly maxMinutes: number;
}

/** Runs a story beside a simulated workspace, and takes away what it leaves; ends this process. */
export async function perform(
  { name, maxMinutes }: Performance,
  story: (stage: Stage) => Promise<void>,
): Promise<never> {
  // The SDK is pinned, and warns users of Node 20 only that a later one will want more.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const report = new Report();
  const processes = new Processes();
  const directory = mkdtempSync(join(tmpdir(), `alerter-${name}-`));
  process.once('exit', () => {
    processes.killAll();
  });
  const server = await serve(new SimulatedWorkspace({ clock: systemClock, instances: 3 }));
  let completed = false;
  try {
    await Promise.race([story({ report, processes, directory, url: server.url }), overdue(maxMinutes), interrupted()]);
    completed = true;
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  } finally {
    await processes.stopAll();
    await server.close();
    rmSync(directory, { recursive: true, force: true });
  }
  report.finish(completed);
  process.exit(completed ? 0 : 1);
}

async function overdue(maxMinutes: number): Promise<never> {
  await sleep(maxMinutes * 60_000, undefined, { ref: false });
  throw new Error(`not done after ${maxMinutes} minutes`);
}

const interrupted = (): Promise<never> =>
  new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        reject(new Error(`interrupted by ${signal}`));
      });
    }
  });
