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
    .description('A simulated cluster lives through a bad day in a few seconds. Needs no AWS and no Rocket.Chat.')
    .option('--store <directory>', 'keep its history there, to try history, alerts, explain and replay on')
    .option('--report <file>', 'draw the day into that file, as report does')
    .addHelpText('after', '\nExit code: 0 when the day is over, 2 if it could not be shown.')
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
