import type { SSMClient } from '@aws-sdk/client-ssm';
import type { CommandSession } from '../base/session.ts';
import { Problem } from '../base/problem.ts';
import { regionOf, removeParameter } from './parameter-store.ts';
import { chooseTarget, type TargetOptions } from './target.ts';

export interface RemoveOptions extends TargetOptions {
  readonly yes?: true;
}

/** Removes the stored credentials of a workspace. @throws Problem */
export async function removeCredentials(
  options: RemoveOptions,
  { terminal, questions }: CommandSession,
  client: SSMClient,
): Promise<void> {
  const { name, credentials: parameter } = chooseTarget(options).workspace;
  const region = await regionOf(client);
  if (options.yes !== true) {
    if (!questions.isInteractive) throw new Problem(`${parameter} stays: pass --yes to remove it without a question`);
    const isSure = await questions.confirm(`Remove ${parameter} in ${region}? Checks of ${name} fail from then on.`);
    if (!isSure) throw new Problem(`${parameter} stays as it is`);
  }
  const isRemoved = await removeParameter(client, parameter);
  await terminal.result(isRemoved ? `removed: ${parameter} (${region})` : `${parameter} is not in ${region}`);
  terminal.progress('the token itself goes on: revoke it in Rocket.Chat (My Account, Personal Access Tokens)');
}
