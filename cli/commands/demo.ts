import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

export const demoCommand = (terminal: Terminal): Command =>
  new Command('demo')
    .summary('a simulated cluster lives through a bad day')
    .description('A simulated cluster lives through a bad day in a few seconds. Needs no AWS and no Rocket.Chat.')
    .helpOption('--help', 'show this help')
    .action(async () => {
      // Loaded only now: what the other commands do not need would double the time they take to start.
      const { performDemo } = await import('../demo/perform.ts');
      await performDemo(terminal);
    });
