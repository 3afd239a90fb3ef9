import { Command } from 'commander';
import { heartbeatVariable, smtpPasswordVariable, webhookVariable } from '../input/variables.ts';
import { readAddress, readCount, readInterval, readPort } from '../base/number-options.ts';
import { readPageUrl } from '../base/page-url-option.ts';
import type { WatchOptions } from '../watch/run-watch.ts';
import type { CommandSession } from '../base/session.ts';

export const watchCommand = (session: CommandSession): Command =>
  new Command('watch')
    .description(
      'Runs the whole alerter on this machine, without AWS: checks the workspaces of alerter.yaml on their schedules, or ' +
        'the one at --url, prints alerts, delivers them to webhooks and by e-mail, and keeps the history. Secrets come ' +
        'from the environment: docs/run-locally.md lists the variables. While a watch with --store runs, other commands ' +
        'with the same --store can read its history.',
    )
    .option('--url <url>', 'watch only the workspace at this address, such as https://chat.example.com')
    .option('--every <duration>', 'how often to check, 1s or more (default: as in the file, or 60s)', readInterval)
    .option(
      '--config <file>',
      'the file with workspaces, rules and recipients (default: alerter.yaml; with --url: none)',
    )
    .option('--store <directory>', 'where to keep the history (default: in memory, until the watch ends)')
    .option(
      '--checks <count>',
      'stop after this number of checks of each workspace (default: run until interrupted)',
      readCount,
    )
    .option('--ca <file>', 'with --url: also trust the certificate authority in this PEM file')
    .option('--allow-insecure', 'with --url: send the token over http:// to another machine')
    .option('--console [port]', 'serve a console as the command console does, and print its address', readPort)
    .option(
      '--console-url <url>',
      'with --console <port>: where a proxy or a tunnel shows it; alerts then have links to acknowledge incidents',
      readPageUrl,
    )
    .option(
      '--metrics <address>',
      'serve metrics for Prometheus at /metrics, such as :9464 (on this machine alone) or 0.0.0.0:9464',
      readAddress,
    )
    .option('--json', 'print one line of JSON for each check and each alert')
    .addHelpText(
      'after',
      `\nFrom the environment: ROCKETCHAT_USER_ID and ROCKETCHAT_AUTH_TOKEN for one\nworkspace, ${webhookVariable}, ${heartbeatVariable},\n${smtpPasswordVariable}.\n\nExit code: 0 if the last checks found all healthy, 1 if not, 2 if it could not\nwatch.`,
    )
    .action(async (options: WatchOptions) => {
      // Loaded only now: what the other commands do not need would double the time they take to start.
      const { runWatch } = await import('../watch/run-watch.ts');
      session.conclude(await runWatch(options, session));
    });
