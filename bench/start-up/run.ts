/**
 * How long the command line takes to start, as it is in the package: run `npm run build` before. Node alone, and the
 * same check with the server's own time in it, stand beside. Only a quiet machine gives figures that mean anything.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import { serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { markdownTable } from '../proof-section.ts';

const rounds = 15;
const program = join(import.meta.dirname, '../../dist/cli/alerter.js');
if (!existsSync(program)) throw new Error(`${program} is missing: run npm run build`);

const server = await serve(new SimulatedWorkspace({ clock: systemClock, instances: 3 }));
const runs = {
  'Node alone': ['-e', '0'],
  '--version': [program, '--version'],
  '--help': [program, '--help'],
  'check, with what the server takes': [program, 'check', '--url', server.url],
};

/** Milliseconds until it has ended. */
const measure = (args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const { userId, authToken } = simulatedCredentials;
    const startedAt = performance.now();
    spawn(process.execPath, args, {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], ROCKETCHAT_USER_ID: userId, ROCKETCHAT_AUTH_TOKEN: authToken },
    })
      .once('error', reject)
      .once('close', () => {
        resolve(performance.now() - startedAt);
      });
  });

const times = new Map<string, number[]>(Object.keys(runs).map((name) => [name, []]));
// In turn, so that whatever else the machine does is spread over all of them.
for (let round = 0; round < rounds; round += 1) {
  for (const [name, args] of Object.entries(runs)) times.get(name)?.push(await measure(args));
}
await server.close();

const seconds = (milliseconds = NaN): string => (milliseconds / 1000).toFixed(3);
const rows = [...times].map(([name, all]) => {
  const sorted = all.toSorted((a, b) => a - b);
  return [name, seconds(sorted[Math.floor(rounds / 2)]), seconds(sorted[0]), seconds(sorted.at(-1))];
});
process.stdout.write(`${markdownTable([['', 'median s', 'shortest', 'longest'], ...rows]).join('\n')}\n`);
