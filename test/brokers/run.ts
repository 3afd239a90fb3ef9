/**
 * Real brokers, tested: `npm run test:brokers [-- SITUATION…]`. Servers with Moleculer's broker, which touch their
 * records in a store, are killed, stopped, cut off and deployed. What their endpoint says is compared with what is
 * known of it, and played through the parser and the evaluation. Time runs ten times as fast.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { FastClock } from './fast-clock.ts';
import { ensureNatsServer } from './nats/nats-server.ts';
import { perform } from './perform.ts';
import { Processes } from './processes.ts';
import { Report } from './report.ts';
import { natsDown, natsKill } from './situations/nats.ts';
import { natsRollingDeploy, tcpRollingDeploy } from './situations/rolling-deploy.ts';
import type { Situation } from './situations/situation.ts';
import { tcpColdStart } from './situations/tcp-cold-start.ts';
import { tcpCut } from './situations/tcp-cut.ts';
import { tcpCleanStop, tcpHang, tcpKill } from './situations/tcp-losses.ts';
import { startStore } from './store/start.ts';

const maxMinutes = 5;
/** Each has three processes. */
const maxSideBySide = 6;

/** The long ones first. */
const situations: readonly Situation[] = [
  ...[tcpCut, natsDown, natsRollingDeploy, tcpRollingDeploy, tcpKill],
  ...[tcpHang, tcpCleanStop, natsKill, tcpColdStart],
];

const names = process.argv.slice(2);
const chosen = situations.filter(({ name }) => names.length === 0 || names.includes(name));
if (chosen.length === 0) throw new Error(`there are these: ${situations.map(({ name }) => name).join(', ')}`);

// Building it takes minutes, once, which are not counted.
const natsServer = chosen.some(({ transporter }) => transporter === 'nats') ? ensureNatsServer() : null;
const natsProgram = natsServer !== null && 'path' in natsServer ? natsServer.path : null;

const report = new Report();
const processes = await Processes.prepare();
// Whatever else happens, nothing that was started here outlives this process.
process.once('exit', () => {
  processes.endAll();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    report.note(`interrupted by ${signal}`);
    report.finish(false);
    process.exit(1);
  });
}
void sleep(maxMinutes * 60_000, undefined, { ref: false }).then(() => {
  report.note(`not done after ${maxMinutes} minutes`);
  report.finish(false);
  process.exit(1);
});

const clock = new FastClock(Date.now());
const circumstances = { clock, processes, storeUrl: await startStore(processes, clock), natsProgram, report };
const waiting = [...chosen];

async function performOneAfterAnother(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next.transporter === 'nats' && natsProgram === null) {
      const why = natsServer !== null && 'missing' in natsServer ? natsServer.missing : '';
      report.skip(next.name, `no NATS server: ${why}`);
    } else {
      await perform(next, circumstances).catch((error: unknown) => {
        report.fail(`${next.name} · begins`, error);
      });
    }
  }
}

await Promise.all(Array.from({ length: maxSideBySide }, performOneAfterAnother));
process.exit(report.finish(true) ? 0 : 1);
