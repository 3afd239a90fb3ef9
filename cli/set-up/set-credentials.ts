import type { SSMClient } from '@aws-sdk/client-ssm';
import { unreachableFromAws } from '../../config/private-address.ts';
import type { Outcome } from '../../core/observation/observation.ts';
import type { CommandSession } from '../base/session.ts';
import { Problem } from '../base/problem.ts';
import { askCredentials } from './ask-credentials.ts';
import { regionOf, storeSecret } from './parameter-store.ts';
import { chooseTarget, type TargetOptions } from './target.ts';
import { type Trial, tryCredentials } from './try-credentials.ts';

export interface SetOptions extends TargetOptions {
  readonly unchecked?: true;
  readonly keyId?: string;
}

/** Stores credentials that the workspace takes. @throws Problem */
export async function setCredentials(options: SetOptions, session: CommandSession, client: SSMClient): Promise<void> {
  const { terminal } = session;
  const { workspace, hasNetwork } = chooseTarget(options);
  const { name, url, credentials: parameter } = workspace;
  const region = await regionOf(client);
  terminal.progress(`${name} at ${url}: credentials for ${parameter} in ${region}`);
  const warning = hasNetwork ? null : unreachableFromAws(workspace);
  if (warning !== null) terminal.progress(`warning: ${warning}`);
  const credentials = await askCredentials(session);
  if (options.unchecked === true) {
    terminal.progress('not tried: the first check of the deployed alerter will show whether they are right');
  } else {
    const trial = await tryCredentials(workspace, credentials);
    if (trial.verdict !== 'accepted') throw new Problem(whyNot(url, trial));
    terminal.progress(`${url} takes them, tried from here: ${trial.text}`);
  }
  await storeSecret(client, { name: parameter, secret: JSON.stringify(credentials), keyId: options.keyId });
  await terminal.result(`stored: ${parameter} (SecureString, ${region})`);
}

function whyNot(url: string, { verdict, outcome, text }: Trial): string {
  const what =
    verdict === 'untried' ? 'could not be asked from here' : (refusals[outcome] ?? 'refuses these credentials');
  const wayOut = verdict === 'untried' ? ' If only its VPC reaches it, --unchecked stores them untried.' : '';
  return `${url} ${what} (${outcome}), so nothing was stored: ${text}${wayOut}`;
}

const refusals: Readonly<Partial<Record<Outcome, string>>> = {
  forbidden: 'knows these credentials, but their user may not see the instances',
  'bad-response': 'does not answer as a Rocket.Chat server does',
  'too-large': 'does not answer as a Rocket.Chat server does',
};
