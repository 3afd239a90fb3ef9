import { Command } from 'commander';
import type { CommandSession } from './session.ts';

export const demoCommand = ({ terminal }: CommandSession): Command =>
  new Command('demo')
    .summary('a simulated cluster lives through a bad day')
    .description('A simulated cluster lives through a bad day in a few seconds. Needs no AWS and no Rocket.Chat.')
    .addHelpText('after', '\nExit code: 0 when the day is over, 2 if it could not be shown.')
    .action(async () => {
      // Loaded only now: what the other commands do not need would double the time they take to start.
      const { performDemo } = await import('../demo/perform.ts');
      await performDemo(terminal);
    });
