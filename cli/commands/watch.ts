import { Command } from 'commander';
import { PublishError, type Publisher } from '../../adapters/sns/publisher.ts';
import { chooseWorkspace, type WorkspaceOptions } from '../choose-workspace.ts';
import { credentialsFromEnvironment, fixedCredentials } from '../credentials.ts';
import { heartbeatOf, heartbeatVariable } from '../heartbeat.ts';
import { interruptedBy } from '../interruption.ts';
import { showAlert, showCheck } from '../output/shown.ts';
import { readCount, readInterval } from '../number-options.ts';
import { type ExitCode, exitCodes, Problem } from '../problem.ts';
import { postingToo, webhookFromEnvironment, webhookVariable } from '../slack-publisher.ts';
import type { Terminal } from '../terminal.ts';
import type { CommandSession } from './session.ts';

interface WatchOptions extends WorkspaceOptions {
  readonly every?: number;
  readonly store?: string;
  readonly checks?: number;
  readonly json?: true;
}

export const watchCommand = (session: CommandSession): Command =>
  new Command('watch')
    .description(
      'The whole alerter on this machine, without AWS: checks again and again, prints alerts, keeps the history. ' +
        'Needs ROCKETCHAT_USER_ID and ROCKETCHAT_AUTH_TOKEN in the environment; posts alerts to the webhook of Slack, ' +
        `Rocket.Chat or Mattermost whose URL is in ${webhookVariable}, and calls the one in ${heartbeatVariable} ` +
        'around each check, where these are set.',
    )
    .requiredOption('--url <url>', 'where the workspace is reached, such as https://chat.example.com')
    .option('--every <duration>', 'how often to check, from 1s on (default: as in the file, or 60s)', readInterval)
    .option('--config <file>', 'an alerter.yaml whose rules to go by')
    .option('--store <directory>', 'where to keep the history (default: in memory, until the watch ends)')
    .option('--checks <count>', 'end after so many checks (default: go on until interrupted)', readCount)
    .option('--ca <file>', 'trust the certificate authority in this PEM file, too')
    .option('--allow-insecure', 'send the token over http:// to another machine')
    .option('--json', 'print one line of JSON for each check and each alert')
    .addHelpText('after', '\nExit code: 0 if the last check found all healthy, 1 if not, 2 if it could not\nwatch.')
    .action(async (options: WatchOptions) => {
      session.conclude(await watch(options, session));
    });

async function watch(options: WatchOptions, { terminal, environment, clock }: CommandSession): Promise<ExitCode> {
  const chosen = chooseWorkspace(options);
  const workspace = { ...chosen, everySeconds: options.every ?? chosen.everySeconds };
  const credentials = fixedCredentials(credentialsFromEnvironment(environment));
  const webhook = webhookFromEnvironment(environment);
  // Loaded only now: what the other commands do not need would double the time they take to start.
  const [{ watchWorkspace }, { openLocalStore }] = await Promise.all([
    import('../watch-workspace.ts'),
    import('../store/local-store.ts'),
  ]);

  const isJson = options.json === true;
  const onNote = (note: string): void => {
    terminal.progress(`note: ${note}`);
  };
  const shown = terminalPublisher(terminal, isJson);
  const posting = webhook === null ? null : postingToo(shown, webhook, { workspace, onNote });
  const store = await openLocalStore(options.store ?? null);
  const interruption = interruptedBy(['SIGINT', 'SIGTERM']);
  try {
    if (!isJson) terminal.progress(`watching ${workspace.name} at ${workspace.url}, every ${workspace.everySeconds} s`);
    const wasHealthy = await watchWorkspace({
      workspace,
      credentials,
      store,
      clock,
      checks: options.checks ?? Infinity,
      interruption: AbortSignal.any([interruption.signal, terminal.lost]),
      heartbeat: heartbeatOf(workspace, environment, onNote),
      publisher: posting ?? shown,
      onCheck: async (snapshot) => {
        await showCheck(snapshot, terminal, isJson);
        // Publishing waits for those before it; what could not be shown is published once it can be.
        if (snapshot.alert !== null) await posting?.show(snapshot.alert).catch(ignorePublishError);
      },
      onRemark: onNote,
    });
    if (wasHealthy === null) throw new Problem('interrupted before the first check was made');
    return wasHealthy ? exitCodes.healthy : exitCodes.problemsFound;
  } finally {
    interruption.release();
    await store.close();
  }
}

const ignorePublishError = (error: unknown): void => {
  if (!(error instanceof PublishError)) throw error;
};

/** Alerts on stdout. One that could not be written has not been delivered, and waits for the next watch. */
const terminalPublisher = (terminal: Terminal, isJson: boolean): Publisher => ({
  publish: async (alert) => {
    await showAlert(alert, terminal, isJson);
    if (!terminal.lost.aborted) return;
    throw new PublishError({ destination: 'stdout', alert, kind: 'unavailable', cause: terminal.lost.reason });
  },
});
