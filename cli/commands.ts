import type { Command } from 'commander';
import type { CommandSession } from './base/session.ts';

/** A command as `--help` lists it. What it needs is loaded when it is used. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<(session: CommandSession) => Command>;
}

/** In the order of `--help`. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'one look at a workspace',
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  {
    name: 'watch',
    summary: 'the whole alerter on this machine, without AWS',
    load: async () => (await import('./commands/watch.ts')).watchCommand,
  },
  {
    name: 'demo',
    summary: 'a simulated cluster lives through a bad day',
    load: async () => (await import('./commands/demo.ts')).demoCommand,
  },
  {
    name: 'alerts',
    summary: 'what was sent, what alerts say, and one for a test',
    load: async () => (await import('./commands/alerts.ts')).alertsCommand,
  },
  {
    name: 'init',
    summary: 'write a first alerter.yaml',
    load: async () => (await import('./commands/init.ts')).initCommand,
  },
  {
    name: 'config',
    summary: 'say what a configuration means',
    load: async () => (await import('./commands/config.ts')).configCommand,
  },
  {
    name: 'credentials',
    summary: 'store the secrets that the deployed alerter needs, and try them',
    load: async () => (await import('./commands/credentials.ts')).credentialsCommand,
  },
  {
    name: 'status',
    summary: 'is the alerter watching, and would it reach you?',
    load: async () => (await import('./commands/status.ts')).statusCommand,
  },
  {
    name: 'report',
    summary: 'draw the history as a page to look at',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'silence',
    summary: 'hold alerts back for a while',
    load: async () => (await import('./commands/silence.ts')).silenceCommand,
  },
  {
    name: 'history',
    summary: 'what the checks of a workspace have seen',
    load: async () => (await import('./commands/history.ts')).historyCommand,
  },
  {
    name: 'replay',
    summary: 'what other rules would have sent',
    load: async () => (await import('./commands/replay.ts')).replayCommand,
  },
  {
    name: 'explain',
    summary: 'why there was, or was not, an alert',
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  {
    name: 'record',
    summary: 'keep what a workspace answers, for evaluate',
    load: async () => (await import('./commands/record.ts')).recordCommand,
  },
  {
    name: 'evaluate',
    summary: 'what a watch would have printed of recorded answers',
    load: async () => (await import('./commands/evaluate.ts')).evaluateCommand,
  },
];
