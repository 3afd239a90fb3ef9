import type { SSMClient } from '@aws-sdk/client-ssm';
import { readSecretUrl } from '../../adapters/http/secret-url.ts';
import { incomingWebhook } from '../../adapters/services/incoming-webhook.ts';
import { loadConfiguration } from '../../config/load.ts';
import type { CommandSession } from '../base/session.ts';
import { Problem } from '../base/problem.ts';
import { webhookVariable } from '../input/variables.ts';
import { secretIn } from '../input/secrets.ts';
import { regionOf, storeSecret } from './parameter-store.ts';
import { defaultConfiguration } from '../input/default-configuration.ts';

export interface SetWebhookOptions {
  readonly config?: string;
  readonly parameter?: string;
  readonly keyId?: string;
}

/** Stores the URL of a webhook that the file speaks of. @throws Problem or ConfigurationError */
export async function setWebhook(
  options: SetWebhookOptions,
  session: CommandSession,
  client: SSMClient,
): Promise<void> {
  const parameter = parameterOf(options);
  const region = await regionOf(client);
  session.terminal.progress(`webhook for ${parameter} in ${region}`);
  const url = await askWebhook(session);
  await storeSecret(client, { name: parameter, secret: url.href, keyId: options.keyId });
  await session.terminal.result(`stored: ${parameter} (SecureString, ${region})`);
  session.terminal.progress('not tried: once it is deployed, `alerts test` sends an alert that says it is a test');
}

function parameterOf({ config = defaultConfiguration(), parameter }: SetWebhookOptions): string {
  const names = [...new Set(loadConfiguration(config).alerts.slack.map(({ webhook }) => webhook))];
  const [only, ...others] = names;
  if (only === undefined)
    throw new Problem(
      `${config} names no webhook: write one there, as alerts: { slack: { webhook: /rocketchat-alerter/slack } }`,
    );
  if (parameter === undefined && others.length === 0) return only;
  if (parameter !== undefined && names.includes(parameter)) return parameter;
  throw new Problem(`which webhook? Pass --parameter and one of ${names.join(', ')}`);
}

const { holds, form } = incomingWebhook.secret;

async function askWebhook({ environment, questions, terminal }: CommandSession): Promise<URL> {
  const known = secretIn(environment, webhookVariable);
  if (known !== null) {
    const url = readSecretUrl(known);
    if (url === null) throw new Problem(`${webhookVariable} does not hold ${holds}: copy it again (${form})`);
    terminal.progress(`taking the URL from ${webhookVariable}`);
    return url;
  }
  const problemOf = (answer: string): string | null =>
    readSecretUrl(answer) === null ? `It is not ${holds}, ${form}.` : null;
  const url = readSecretUrl(await questions.secret({ message: 'URL of the webhook', problemOf }));
  if (url === null) throw new Error('an answer without a problem is the URL of a webhook');
  return url;
}
