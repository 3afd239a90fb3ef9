import { readSecretUrl } from '../../adapters/http/secret-url.ts';
import { incomingWebhook } from '../../adapters/services/incoming-webhook.ts';
import { serviceNamed } from '../../adapters/services/registry.ts';
import { type Route, serviceText } from '../../config/routes.ts';
import type { AlerterSettings } from '../../config/settings.ts';
import { type Destination, everyAlert } from './destination.ts';
import { secretIn, variableOf } from '../input/secrets.ts';
import { webhookVariable } from '../input/variables.ts';
import { serviceDestination } from './service-destination.ts';

interface DestinationsOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly onNote: (note: string) => void;
  /** PEM that the webhook of the environment is reached by, where its host is one of these. */
  readonly trusted: ReadonlyArray<{ readonly url: string; readonly ca: string | null }>;
}

type Recipients = Pick<AlerterSettings, 'alerts'> & { readonly smtp: AlerterSettings['operations']['smtp'] };

/** Where a watch delivers alerts: as the file says, and to the webhook in the environment. @throws Problem */
export async function destinationsOf(
  settings: Recipients | null,
  options: DestinationsOptions,
): Promise<readonly Destination[]> {
  const inFile =
    settings === null
      ? []
      : [...webhooksOf(settings, options), ...servicesOf(settings, options), ...(await emailsOf(settings, options))];
  if (settings !== null) noteWhatNeedsAws(settings, options);
  return [...inFile, ...general(settings, options)];
}

function webhooksOf({ alerts }: Recipients, { environment, onNote }: DestinationsOptions): readonly Destination[] {
  return alerts.slack.flatMap(({ webhook: parameter, ca, ...route }) => {
    const variable = variableOf(parameter);
    const text = secretIn(environment, variable);
    const name = `the webhook ${parameter}`;
    if (text !== null) return [webhookDestination({ name, route, ca }, { text, variable })];
    onNote(`no alerts to ${name}: set ${variable} to its URL`);
    return [];
  });
}

function servicesOf({ alerts }: Recipients, { environment, onNote }: DestinationsOptions): readonly Destination[] {
  return alerts.services.flatMap((route) => {
    const service = serviceNamed(route.service);
    const variable = variableOf(route.secret);
    const text = secretIn(environment, variable);
    const { options, ca } = route;
    const name = serviceText(route);
    if (text !== null) return [serviceDestination({ name, service, route, options, ca }, { text, variable })];
    onNote(`no alerts to ${service.title} (${route.secret}): set ${variable} to ${service.secret.holds}`);
    return [];
  });
}

const webhookDestination = (
  given: { readonly name: string; readonly route: Route; readonly ca: string | null },
  secret: { readonly text: string; readonly variable: string },
): Destination => serviceDestination({ ...given, service: incomingWebhook, options: {} }, secret);

async function emailsOf(
  { alerts, smtp }: Recipients,
  { environment, onNote }: DestinationsOptions,
): Promise<readonly Destination[]> {
  if (alerts.email.length === 0) return [];
  if (smtp !== null) {
    const { emailDestinations } = await import('./email-destinations.ts');
    return emailDestinations(alerts.email, smtp, environment);
  }
  onNote('no alerts by e-mail: say under operations.smtp which mail server sends them');
  return [];
}

/** The webhook that gets every alert, unless the file says already which it gets. */
function general(settings: Recipients | null, { environment, trusted }: DestinationsOptions): readonly Destination[] {
  const text = secretIn(environment, webhookVariable);
  const isInFile = settings?.alerts.slack.some(({ webhook }) => variableOf(webhook) === webhookVariable) ?? false;
  if (text === null || isInFile) return [];
  const host = readSecretUrl(text)?.hostname;
  const ca = trusted.find((one) => new URL(one.url).hostname === host)?.ca ?? null;
  return [webhookDestination({ name: 'the webhook', route: everyAlert, ca }, { text, variable: webhookVariable })];
}

function noteWhatNeedsAws({ alerts }: Recipients, { onNote }: DestinationsOptions): void {
  const names = [
    alerts.queues.length > 0 ? 'alerts.queues' : null,
    alerts.chat === null ? null : 'alerts.chat',
    alerts.teams === null ? null : 'alerts.teams',
  ].filter((name) => name !== null);
  if (names.length > 0) onNote(`no alerts to ${names.join(' and ')}: these need AWS`);
}
