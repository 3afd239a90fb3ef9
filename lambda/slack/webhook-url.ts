import { isLoopback } from '../workspace/address.ts';
import { type Hide, hidingEach } from '../workspace/secrets.ts';

/** How a webhook's URL is written, for whoever is to store one. */
export const webhookUrlForm = 'the URL of an incoming webhook, such as https://hooks.slack.com/services/…';

/**
 * The URL of an incoming webhook, of Slack, Rocket.Chat or Mattermost; null where the text is none. Whoever has it can
 * post, so it goes over https only, or nowhere beyond this machine.
 */
export const readWebhookUrl = (text: string): URL | null => {
  if (!URL.canParse(text.trim())) return null;
  const url = new URL(text.trim());
  if (url.username !== '' || url.password !== '') return null;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return isSafe && url.pathname !== '/' ? url : null;
};

/** Makes a text free of all that the URL holds beyond the name of its host. */
export const hidingWebhook = ({ href, pathname, search, searchParams }: URL): Hide =>
  hidingEach([href, `${pathname}${search}`, pathname, ...pathname.split('/'), ...searchParams.values()]);
