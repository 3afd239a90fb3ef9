import { Command } from 'commander';
import { existsSync, readdirSync } from 'node:fs';
import { Problem } from '../base/problem.ts';
import type { CommandSession } from '../base/session.ts';

interface DemoOptions {
  readonly store?: string | null;
  readonly report?: string | null;
}

export const demoCommand = ({ terminal }: CommandSession): Command =>
  new Command('demo')
    .description('Plays a bad day of a simulated cluster in a few seconds. Needs neither AWS nor Rocket.Chat.')
    .option('--store <directory>', 'keep the history there, to try history, alerts, explain and replay')
    .option('--report <file>', 'write the report of the day to this file')
    .addHelpText('after', '\nExit code: 0 done, 2 could not be shown.')
    .action(async ({ store = null, report = null }: DemoOptions) => {
      // Loaded only now: what the other commands do not need would double the time they take to start.
      const [{ performDemo }, { ensureFree }] = await Promise.all([
        import('../demo/perform.ts'),
        import('../report/write-report.ts'),
      ]);
      if (store !== null) insistOnNew(store);
      if (report !== null) ensureFree(report, false);
      await performDemo(terminal, { keepIn: store, report });
    });

/** A day among others would be one that nobody lived through. */
function insistOnNew(directory: string): void {
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    throw new Problem(`${directory} is not empty: give a new directory`);
  }
}
