import { readSecretUrl } from '../http/secret-url.ts';
import { type Redact, redactSecrets } from '../http/redact.ts';

/** How a webhook's URL is written, for whoever is to store one. */
export const webhookUrlForm = 'the URL of an incoming webhook, such as https://hooks.slack.com/services/…';

/** The URL of an incoming webhook, of Slack, Rocket.Chat or Mattermost: whoever has it can post. */
export const readWebhookUrl = readSecretUrl;

/** Makes a text free of all that the URL holds beyond the name of its host. */
export const redactUrl = ({ href, pathname, search, searchParams }: URL): Redact =>
  redactSecrets([href, `${pathname}${search}`, pathname, ...pathname.split('/'), ...searchParams.values()]);
