import { type CredentialsSource, readStoredCredentials, storedForm } from '../../adapters/ssm/credentials.ts';
import { areSendable, type Credentials } from '../../adapters/rocketchat/credentials.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { credentialsFromEnvironment, fixedCredentials } from './credentials.ts';
import { Problem } from '../base/problem.ts';

/**
 * The environment variable in which a watch looks for what AWS keeps in a parameter:
 * `/rocketchat-alerter/production` is `ROCKETCHAT_ALERTER_PRODUCTION`.
 */
export const variableOf = (parameter: string): string =>
  parameter
    .replace(/^\/+/, '')
    .replace(/[^A-Za-z0-9]/g, '_')
    .replace(/^(?=\d)/, '_')
    .toUpperCase();

/** The secret in an environment variable: in an argument anyone on this machine could read it; null where it is not set. */
export const secretIn = (environment: NodeJS.ProcessEnv, variable: string): string | null => {
  const text = (environment[variable] ?? '').trim();
  return text === '' ? null : text;
};

/**
 * The credentials of each workspace, from the environment: those that are named after its parameter, or, where it is
 * the only workspace, ROCKETCHAT_USER_ID and ROCKETCHAT_AUTH_TOKEN. No workspace is shown the token of another.
 *
 * @throws Problem that names all that are missing
 */
export function credentialsFor(
  workspaces: readonly WatchedWorkspace[],
  environment: NodeJS.ProcessEnv,
): ReadonlyMap<string, CredentialsSource> {
  const found = new Map<string, CredentialsSource>();
  const missing: string[] = [];
  for (const workspace of workspaces) {
    const credentials = credentialsIn(environment, variableOf(workspace.credentials));
    if (credentials !== null) found.set(workspace.name, fixedCredentials(credentials));
    else missing.push(workspace.name);
  }
  const [only] = workspaces;
  if (workspaces.length === 1 && only !== undefined && missing.length > 0) {
    return new Map([[only.name, fixedCredentials(credentialsFromEnvironment(environment))]]);
  }
  if (missing.length > 0) {
    const parameters = workspaces
      .filter(({ name }) => missing.includes(name))
      .map((one) => variableOf(one.credentials));
    throw new Problem(
      `there are no credentials for ${missing.join(', ')}: set ${parameters.join(', ')} to ${storedForm}`,
    );
  }
  refuseShared(workspaces);
  return found;
}

/** Null where the variable is not set. @throws Problem where it holds no credentials */
function credentialsIn(environment: NodeJS.ProcessEnv, variable: string): Credentials | null {
  const text = environment[variable] ?? '';
  if (text.trim() === '') return null;
  const credentials = readStoredCredentials(text);
  if (credentials !== null && areSendable(credentials)) return credentials;
  throw new Problem(`${variable} does not hold ${storedForm}: copy both again`);
}

/** Two parameters may be the same variable, such as /a/b-c and /a/b_c: neither workspace is to get the other's token. */
function refuseShared(workspaces: readonly WatchedWorkspace[]): void {
  const owners = new Map<string, WatchedWorkspace>();
  for (const workspace of workspaces) {
    const variable = variableOf(workspace.credentials);
    const other = owners.get(variable);
    if (other !== undefined && other.credentials !== workspace.credentials) {
      throw new Problem(
        `${other.name} and ${workspace.name} would both read ${variable}: give one of them other \`credentials\``,
      );
    }
    owners.set(variable, workspace);
  }
}
