import type { SSMClient } from '@aws-sdk/client-ssm';
import { serviceNamed } from '../../adapters/services/registry.ts';
import { loadConfiguration } from '../../config/load.ts';
import type { ServiceRoute } from '../../config/routes.ts';
import type { CommandSession } from '../base/session.ts';
import { Problem } from '../base/problem.ts';
import { defaultConfiguration } from '../input/default-configuration.ts';
import { variableOf } from '../input/secrets.ts';
import { regionOf, storeSecret } from './parameter-store.ts';

export interface SetSecretOptions {
  readonly config?: string;
  readonly parameter?: string;
  readonly keyId?: string;
}

/** Stores the secret of a service that the file speaks of. @throws Problem or ConfigurationError */
export async function setSecret(options: SetSecretOptions, session: CommandSession, client: SSMClient): Promise<void> {
  const route = routeOf(options);
  const region = await regionOf(client);
  session.terminal.progress(`secret of ${serviceNamed(route.service).title} for ${route.secret} in ${region}`);
  const secret = await askSecret(route, session);
  await storeSecret(client, { name: route.secret, secret, keyId: options.keyId });
  await session.terminal.result(`stored: ${route.secret} (SecureString, ${region})`);
  session.terminal.progress(
    `not tried: once it is deployed, \`alerts test --only ${route.secret}\` sends it an alert that says it is a test`,
  );
}

function routeOf({ config = defaultConfiguration(), parameter }: SetSecretOptions): ServiceRoute {
  const routes = loadConfiguration(config).alerts.services;
  const names = [...new Set(routes.map(({ secret }) => secret))];
  const [first] = routes;
  if (first === undefined) {
    throw new Problem(
      `${config} names no service: write one there, as alerts: { services: [{ service: pagerduty, secret: /rocketchat-alerter/pagerduty }] }`,
    );
  }
  if (parameter === undefined && names.length === 1) return first;
  const named = routes.find(({ secret }) => secret === parameter);
  if (named !== undefined) return named;
  throw new Problem(`which service? Pass --parameter and one of ${names.join(', ')}`);
}

/** As it is stored, without what stands around it. */
async function askSecret(route: ServiceRoute, { environment, questions, terminal }: CommandSession): Promise<string> {
  const service = serviceNamed(route.service);
  const { holds, form } = service.secret;
  const isSecret = (text: string): boolean => service.prepare(text, route.options) !== null;
  const variable = variableOf(route.secret);
  const known = (environment[variable] ?? '').trim();
  if (known !== '') {
    if (!isSecret(known)) throw new Problem(`${variable} does not hold ${holds}: copy it again (${form})`);
    terminal.progress(`taking it from ${variable}`);
    return known;
  }
  const problemOf = (answer: string): string | null => (isSecret(answer) ? null : `It is not ${holds}: ${form}.`);
  return (await questions.secret({ message: `Secret of ${service.title}`, problemOf })).trim();
}
