/**
 * The package, as somebody installs it: packed, installed into an empty folder and into CDK apps with the lowest and
 * the highest `aws-cdk-lib` that it allows; used, compiled, synthesised, and deployed to a local AWS.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { Processes } from '../deploy/processes.ts';
import { Report } from '../deploy/report.ts';
import { story } from './story.ts';

const maxMinutes = 12;

// The SDK is pinned, and tells whoever runs Node 20 only that a later one will want more.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const report = new Report();
const processes = new Processes();
const directory = mkdtempSync(join(tmpdir(), 'alerter-package-'));
const interruption = new AbortController();

const interrupted = new Promise<never>((_, reject) => {
  interruption.signal.addEventListener('abort', () => {
    reject(new Error(String(interruption.signal.reason)));
  });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interruption.abort(`interrupted by ${signal}`);
  });
}
process.once('exit', () => {
  processes.killAll();
});

const overdue = async (): Promise<never> => {
  await sleep(maxMinutes * 60_000, undefined, { ref: false });
  throw new Error(`not done after ${maxMinutes} minutes`);
};

const server = await serve(new SimulatedWorkspace({ clock: systemClock, instances: 3 }));
let completed = false;
try {
  await Promise.race([story({ report, processes, directory, url: server.url }), overdue(), interrupted]);
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
