import type { SSMClient } from '@aws-sdk/client-ssm';
import { Command } from 'commander';
import type { CheckCredentialsOptions } from '../set-up/check-credentials.ts';
import type { RemoveOptions } from '../set-up/remove-credentials.ts';
import type { SetOptions } from '../set-up/set-credentials.ts';
import type { SetSecretOptions } from '../set-up/set-secret.ts';
import type { SetWebhookOptions } from '../set-up/set-webhook.ts';
import { usingClient } from '../input/aws-clients.ts';
import type { CommandSession } from '../base/session.ts';

export const credentialsCommand = (session: CommandSession): Command =>
  new Command('credentials')
    .description(
      'Stores the secrets of the deployed alerter in SSM Parameter Store, encrypted, and tests them. Needs AWS ' +
        'credentials and a region, as `cdk deploy` does.',
    )
    .helpCommand(false)
    .addCommand(setCommand(session))
    .addCommand(checkCommand(session))
    .addCommand(setWebhookCommand(session))
    .addCommand(setSecretCommand(session))
    .addCommand(removeCommand(session));

const withTarget = (command: Command): Command =>
  command
    .option('--workspace <name>', 'the name of the workspace in alerter.yaml')
    .option('--config <file>', 'the file that contains it (default: alerter.yaml)')
    .option('--url <url>', 'its address, if there is no file')
    .option('--parameter <name>', 'with --url: the SSM parameter (default: /rocketchat-alerter/ and the host)')
    .option('--ca <file>', 'with --url: a PEM file with its private certificate authority')
    .option('--allow-insecure', 'with --url: send the token over http:// to another machine');

const keyHelp = "the KMS key to encrypt with (default: the account's own key for SSM)";

const setCommand = (session: CommandSession): Command =>
  withTarget(new Command('set'))
    .summary('ask for a user id and a token, test and store them')
    .description(
      'Asks for the user id and the personal access token of a workspace, tests them there, and stores them only if ' +
        'they work. ROCKETCHAT_USER_ID and ROCKETCHAT_AUTH_TOKEN are used if set. Without a terminal, it reads them ' +
        'from stdin, one a line.',
    )
    .option('--key-id <key>', keyHelp)
    .option('--unchecked', 'store them without a test, if the workspace cannot be reached from here')
    .addHelpText('after', '\nExit code: 0 stored, 2 not stored.')
    .action((options: SetOptions) =>
      withClient(async (client) => {
        const { setCredentials } = await import('../set-up/set-credentials.ts');
        await setCredentials(options, session, client);
      }),
    );

const checkCommand = (session: CommandSession): Command =>
  withTarget(new Command('check'))
    .summary('test the stored credentials')
    .description('Tests the stored credentials of all workspaces, or of one, and prints one line for each.')
    .option('--json', 'print one line of JSON for each')
    .addHelpText('after', '\nExit code: 0 all work, 1 at least one does not, 2 could not test.')
    .action((options: CheckCredentialsOptions) =>
      withClient(async (client) => {
        const { checkCredentials } = await import('../set-up/check-credentials.ts');
        session.conclude(await checkCredentials(options, session, client));
      }),
    );

const setWebhookCommand = (session: CommandSession): Command =>
  new Command('set-webhook')
    .summary('ask for the URL of a webhook and store it')
    .description(
      'Asks for the URL of an incoming webhook of Slack, Rocket.Chat or Mattermost and stores it in the SSM parameter that ' +
        'the file names. ROCKETCHAT_ALERTER_SLACK_WEBHOOK is used if set. Without a terminal, it reads it from stdin.',
    )
    .option('--config <file>', 'the file that names the parameter (default: alerter.yaml)')
    .option('--parameter <name>', 'the parameter, if the file names several webhooks')
    .option('--key-id <key>', keyHelp)
    .addHelpText('after', '\nExit code: 0 stored, 2 not stored.')
    .action((options: SetWebhookOptions) =>
      withClient(async (client) => {
        const { setWebhook } = await import('../set-up/set-webhook.ts');
        await setWebhook(options, session, client);
      }),
    );

const setSecretCommand = (session: CommandSession): Command =>
  new Command('set-secret')
    .summary('ask for the secret of a service and store it')
    .description(
      'Asks for the key, token or URL of a service under alerts.services and stores it in the SSM parameter that the file ' +
        'names. The environment variable that is named after the parameter, such as ROCKETCHAT_ALERTER_PAGERDUTY, is ' +
        'used if set. Without a terminal, it reads the secret from stdin.',
    )
    .option('--config <file>', 'the file that names the parameter (default: alerter.yaml)')
    .option('--parameter <name>', 'the parameter, if the file names several services')
    .option('--key-id <key>', keyHelp)
    .addHelpText('after', '\nExit code: 0 stored, 2 not stored.')
    .action((options: SetSecretOptions) =>
      withClient(async (client) => {
        const { setSecret } = await import('../set-up/set-secret.ts');
        await setSecret(options, session, client);
      }),
    );

const removeCommand = (session: CommandSession): Command =>
  withTarget(new Command('remove'))
    .summary('remove the stored credentials')
    .description('Removes the stored credentials of a workspace from SSM. The token in Rocket.Chat stays.')
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExit code: 0 removed or did not exist, 2 not removed.')
    .action((options: RemoveOptions) =>
      withClient(async (client) => {
        const { removeCredentials } = await import('../set-up/remove-credentials.ts');
        await removeCredentials(options, session, client);
      }),
    );

/** Loaded only now: what the other commands do not need would make them slower to start. */
async function withClient<T>(use: (client: SSMClient) => Promise<T>): Promise<T> {
  const [{ SSMClient }, { commandClientConfig }] = await Promise.all([
    import('@aws-sdk/client-ssm'),
    import('../input/aws-clients.ts'),
  ]);
  return usingClient(new SSMClient(commandClientConfig()), use);
}
