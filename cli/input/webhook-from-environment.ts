import { readSecretUrl } from '../../adapters/http/secret-url.ts';
import { webhookUrlForm } from '../../adapters/webhook/webhook-outcome.ts';
import { Problem } from '../base/problem.ts';
import { webhookVariable } from './variables.ts';

/** The webhook to post alerts to, from the environment: in an argument anyone on this machine could read it. */
export const webhookFromEnvironment = (environment: NodeJS.ProcessEnv): URL | null =>
  webhookIn(environment, webhookVariable);

/** The URL of a webhook in an environment variable; null where that is not set. @throws Problem where it is none */
export function webhookIn(environment: NodeJS.ProcessEnv, variable: string): URL | null {
  const text = (environment[variable] ?? '').trim();
  if (text === '') return null;
  const url = readSecretUrl(text);
  if (url === null) throw new Problem(`${variable} does not hold ${webhookUrlForm}: copy it again`);
  return url;
}
