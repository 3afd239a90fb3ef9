import type { CommandEntry } from './base/session.ts';

/** In the order of `--help`. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'check a workspace once',
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  {
    name: 'watch',
    summary: 'run the whole alerter on this machine, without AWS',
    load: async () => (await import('./commands/watch.ts')).watchCommand,
  },
  {
    name: 'demo',
    summary: 'watch a simulated cluster on a bad day',
    load: async () => (await import('./commands/demo.ts')).demoCommand,
  },
  {
    name: 'alerts',
    summary: 'list and preview alerts, and send a test alert',
    load: async () => (await import('./commands/alerts.ts')).alertsCommand,
  },
  {
    name: 'init',
    summary: 'write a first alerter.yaml',
    load: async () => (await import('./commands/init.ts')).initCommand,
  },
  {
    name: 'config',
    summary: 'check a configuration',
    load: async () => (await import('./commands/config.ts')).configCommand,
  },
  {
    name: 'credentials',
    summary: 'store and test the secrets of the deployed alerter',
    load: async () => (await import('./commands/credentials.ts')).credentialsCommand,
  },
  {
    name: 'status',
    summary: 'show whether it monitors, and whether alerts would reach you',
    load: async () => (await import('./commands/status.ts')).statusCommand,
  },
  {
    name: 'report',
    summary: 'draw the history as an HTML page',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'summary',
    summary: 'sum up the last days, as the weekly message does',
    load: async () => (await import('./commands/summary.ts')).summaryCommand,
  },
  {
    name: 'badge',
    summary: 'how a workspace stands, as an image and as JSON',
    load: async () => (await import('./commands/badge.ts')).badgeCommand,
  },
  {
    name: 'console',
    summary: 'look at all workspaces live in a browser',
    load: async () => (await import('./commands/console.ts')).consoleCommand,
  },
  {
    name: 'silence',
    summary: 'mute alerts for a while',
    load: async () => (await import('./commands/silence.ts')).silenceCommand,
  },
  {
    name: 'incident',
    summary: 'list open incidents and acknowledge them',
    load: async () => (await import('./commands/incident.ts')).incidentCommand,
  },
  {
    name: 'history',
    summary: 'list what the checks of a workspace saw',
    load: async () => (await import('./commands/history.ts')).historyCommand,
  },
  {
    name: 'replay',
    summary: 'show what other rules would have sent',
    load: async () => (await import('./commands/replay.ts')).replayCommand,
  },
  {
    name: 'explain',
    summary: 'show why an alert was sent, or not',
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  {
    name: 'record',
    summary: 'record the answers of a workspace, for evaluate',
    load: async () => (await import('./commands/record.ts')).recordCommand,
  },
  {
    name: 'evaluate',
    summary: 'run recorded answers through the alerter',
    load: async () => (await import('./commands/evaluate.ts')).evaluateCommand,
  },
  {
    name: 'completion',
    summary: 'complete commands and options in bash, zsh and fish',
    load: async () => (await import('./commands/completion.ts')).completionCommand(() => commands),
  },
];
