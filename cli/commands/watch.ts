import { Command, InvalidArgumentError } from 'commander';
import { durationSeconds } from '../../lib/config/duration.ts';
import { chooseWorkspace, type WorkspaceOptions } from '../choose-workspace.ts';
import { credentialsFromEnvironment, fixedCredentials } from '../credentials.ts';
import { alertObject } from '../../lambda/alerts/json.ts';
import { alertText } from '../output/alert.ts';
import { checkSummary } from '../output/check-report.ts';
import { checkLine } from '../output/json-lines.ts';
import { type ExitCode, exitCodes } from '../problem.ts';
import type { Terminal } from '../terminal.ts';

interface WatchOptions extends WorkspaceOptions {
  readonly every?: number;
  readonly store?: string;
  readonly checks?: number;
  readonly json?: true;
}

export const watchCommand = (terminal: Terminal): Command =>
  new Command('watch')
    .summary('the whole alerter on this machine, without AWS')
    .description(
      'The whole alerter on this machine, without AWS: checks again and again, prints alerts, keeps the history. ' +
        'Needs ROCKETCHAT_USER_ID and ROCKETCHAT_AUTH_TOKEN in the environment.',
    )
    .requiredOption('--url <url>', 'where the workspace is reached, such as https://chat.example.com')
    .option('--every <duration>', 'how often to check, from 1s on (default: as in the file, or 60s)', readInterval)
    .option('--config <file>', 'an alerter.yaml whose rules to go by')
    .option('--store <directory>', 'where to keep the history (default: in memory, until the watch ends)')
    .option('--checks <count>', 'end after so many checks (default: go on until interrupted)', readCount)
    .option('--allow-insecure', 'send the token over http:// to another machine')
    .option('--json', 'print one line of JSON for each check and each alert')
    .helpOption('--help', 'show this help')
    .addHelpText('after', '\nExit code: 0 if the last check found all healthy, 1 if not, 2 if it could not watch.')
    .action(async (options: WatchOptions) => {
      process.exitCode = await watch(options, terminal);
    });

function readInterval(text: string): number {
  const seconds = durationSeconds(text);
  if (seconds === null || seconds < 1)
    throw new InvalidArgumentError('Write a duration from 1s on, such as 30s or 5m.');
  return seconds;
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Write a whole number from 1 on.');
  return Number(text);
}

async function watch(options: WatchOptions, terminal: Terminal): Promise<ExitCode> {
  const chosen = chooseWorkspace(options);
  const workspace = { ...chosen, everySeconds: options.every ?? chosen.everySeconds };
  const credentials = fixedCredentials(credentialsFromEnvironment(process.env));
  // Loaded only now: what the other commands do not need would double the time they take to start.
  const [{ watchWorkspace }, { openLocalStore }] = await Promise.all([
    import('../watch-workspace.ts'),
    import('../store/dynalite.ts'),
  ]);

  const store = await openLocalStore(options.store ?? null);
  const interruption = interruptedBy(['SIGINT', 'SIGTERM']);
  try {
    if (options.json !== true)
      terminal.progress(`watching ${workspace.name} at ${workspace.url}, every ${workspace.everySeconds} s`);
    const isHealthy = await watchWorkspace({
      workspace,
      credentials,
      store,
      checks: options.checks ?? Infinity,
      interruption,
      onCheck: (view) => {
        if (options.json === true) terminal.result(checkLine(view));
        else terminal.progress(checkSummary(view, terminal));
      },
      onRemark: (remark) => {
        terminal.progress(`note: ${remark}`);
      },
      onAlert: (alert) => {
        if (options.json === true) terminal.result(JSON.stringify(alertObject(alert)));
        else for (const line of alertText(alert, terminal)) terminal.result(line);
      },
    });
    return isHealthy ? exitCodes.healthy : exitCodes.problemsFound;
  } finally {
    await store.close();
  }
}

/** Aborted by the first such signal; a second one ends the process as it would any other. */
function interruptedBy(signals: readonly NodeJS.Signals[]): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    controller.abort();
  };
  for (const signal of signals) process.once(signal, interrupt);
  return controller.signal;
}
