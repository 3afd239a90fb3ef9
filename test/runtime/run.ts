/**
 * The functions in the real Lambda runtime: `npm run test:runtime [-- SCENARIO…]`. They are bundled as the stack bundles
 * them, and invoked through the Runtime Interface Emulator, late, hung, frozen and killed. What is needed for that is
 * built once; where it cannot be, the test is skipped, and says why.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleHandlers } from '../../bench/bundling.ts';
import { Processes } from '../deploy/processes.ts';
import { Report } from '../deploy/report.ts';
import { coldAndWarm } from './scenarios/cold-and-warm.ts';
import { freezing } from './scenarios/freezing.ts';
import { hanging } from './scenarios/hanging.ts';
import { killing } from './scenarios/killing.ts';
import { lateness } from './scenarios/lateness.ts';
import { relayEntries, relaying } from './scenarios/relaying.ts';
import { checkEntry, type Scenario } from './stage.ts';
import { ensureRuntimeTools } from './tools.ts';

const maxMinutes = 6;

// The SDK is pinned, and says on Node 20 only that a later one will want more.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const scenarios: Readonly<Record<string, readonly Scenario[]>> = {
  lateness: [lateness],
  hanging,
  'cold-and-warm': [coldAndWarm],
  freezing: [freezing],
  killing: [killing],
  relaying: [relaying],
};
const names = process.argv.slice(2);
const chosen = Object.entries(scenarios).filter(([name]) => names.length === 0 || names.includes(name));
if (chosen.length === 0) throw new Error(`there are these: ${Object.keys(scenarios).join(', ')}`);

const tools = ensureRuntimeTools();
if ('missing' in tools) {
  console.log(`skipped: ${tools.missing}`);
  process.exit(0);
}

const report = new Report();
const processes = new Processes();
const directory = mkdtempSync(join(tmpdir(), 'alerter-runtime-'));
const bundles = bundleHandlers([checkEntry, ...Object.values(relayEntries)]);
// Whatever else happens, nothing that was started here outlives this process.
process.once('exit', () => {
  processes.killAll();
  bundles.remove();
  rmSync(directory, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
void sleep(maxMinutes * 60_000, undefined, { ref: false }).then(() => {
  report.note(`not done after ${maxMinutes} minutes`);
  process.exit(1);
});

const stage = { report, processes, tools, bundles, directory };
const ends = await Promise.allSettled(chosen.flatMap(([, scenes]) => scenes.map((scene) => scene(stage))));
const failures = ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
for (const failure of failures) process.stderr.write(`\n${failure}\n`);
report.finish(failures.length === 0);
process.exit(failures.length === 0 ? 0 : 1);
