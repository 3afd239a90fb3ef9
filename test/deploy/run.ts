/**
 * A real deployment, tested: `cdk deploy` of this app to a local AWS, against a simulated workspace. The schedule fires,
 * the function looks, and its alerts come out at the other end; then things are broken, and mended.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { serveSwitch } from '../adapters/heartbeat/switch-server.ts';
import { serveWebhook } from '../adapters/services/webhook-server.ts';
import { Processes } from './processes.ts';
import { Report } from './report.ts';
import { story } from './story.ts';

const maxMinutes = 12;

// The SDK is pinned, and warns users of Node 20 only that a later one will want more.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const report = new Report();
const processes = new Processes();
const directory = mkdtempSync(join(tmpdir(), 'alerter-deploy-'));
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
// Whatever else happens, nothing that was started here outlives this process.
process.once('exit', () => {
  processes.killAll();
});

const workspace = new SimulatedWorkspace({ clock: systemClock, instances: 3 });
const server = await serve(workspace);
const webhook = await serveWebhook();
const heartbeat = await serveSwitch();
const otherServer = await serve(new SimulatedWorkspace({ clock: systemClock, instances: 1 }));

const overdue = async (): Promise<never> => {
  await sleep(maxMinutes * 60_000, undefined, { ref: false });
  throw new Error(`not done after ${maxMinutes} minutes`);
};

const lastOfLog = (): string => {
  try {
    return readFileSync(join(directory, 'ministack.log'), 'utf8').split('\n').slice(-60).join('\n');
  } catch {
    return '(MiniStack was not started)';
  }
};

let completed = false;
try {
  const stage = { report, processes, directory, workspace, server, otherServer, webhook, heartbeat };
  await Promise.race([story(stage), overdue(), interrupted]);
  completed = true;
} catch (error) {
  const said = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\n${said}\n\nThe last of MiniStack's log:\n${lastOfLog()}\n`);
} finally {
  await processes.stopAll();
  await Promise.all([server, otherServer, webhook, heartbeat].map((each) => each.close()));
  rmSync(directory, { recursive: true, force: true });
}
report.finish(completed);
process.exit(completed ? 0 : 1);
