import { areSendable, type Credentials } from '../../adapters/rocketchat/credentials.ts';
import type { CredentialsSource } from '../../adapters/ssm/credentials.ts';
import { SecretError } from '../../core/base/secret-source.ts';
import { Problem } from '../base/problem.ts';

const userIdVariable = 'ROCKETCHAT_USER_ID';
const authTokenVariable = 'ROCKETCHAT_AUTH_TOKEN';

export const whereCredentialsAre = `Here that is ${userIdVariable} and ${authTokenVariable}.`;

/** Whether the environment says anything of credentials. */
export const speaksOfCredentials = (environment: NodeJS.ProcessEnv): boolean =>
  [userIdVariable, authTokenVariable].some((name) => (environment[name] ?? '').trim() !== '');

/** Credentials from the environment: arguments would show in the process list and the shell's history. */
export function credentialsFromEnvironment(environment: NodeJS.ProcessEnv): Credentials {
  const userId = (environment[userIdVariable] ?? '').trim();
  const authToken = (environment[authTokenVariable] ?? '').trim();
  const missing = [userId === '' ? userIdVariable : null, authToken === '' ? authTokenVariable : null];
  const names = missing.filter((name) => name !== null).join(' and ');
  if (names !== '') {
    throw new Problem(
      `${names} ${names.includes(' ') ? 'are' : 'is'} not set: make a personal access token in Rocket.Chat ` +
        '(your account, Personal Access Tokens) and export both its user id and the token',
    );
  }
  if (!areSendable({ userId, authToken })) {
    throw new Problem(`${userIdVariable} or ${authTokenVariable} holds a character that none has: copy both again`);
  }
  return { userId, authToken };
}

/** The environment of a process does not change: there is nothing to renew. */
export const fixedCredentials = (credentials: Credentials): CredentialsSource => ({
  current: () => Promise.resolve(credentials),
  renewed: () => Promise.reject(new SecretError(`${userIdVariable} and ${authTokenVariable} are read once`)),
});
