import { isLoopbackHost } from '../../core/cluster/place.ts';
import { type Redact, redactSecrets } from './redact.ts';

/**
 * A URL that is a secret, because who knows it may use it: a webhook's, a heartbeat's. Null where the text is none.
 * Over http it may go to this machine only.
 */
export const readSecretUrl = (text: string): URL | null => {
  if (!URL.canParse(text.trim())) return null;
  const url = new URL(text.trim());
  if (url.username !== '' || url.password !== '') return null;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  return isSafe && url.pathname !== '/' ? url : null;
};

/** What of the URL nobody may see: all but its host. */
export const secretPartsOf = ({ href, pathname, search, searchParams }: URL): readonly string[] => [
  href,
  `${pathname}${search}`,
  pathname,
  ...pathname.split('/'),
  ...searchParams.values(),
];

/** Makes texts free of every part of the URL but its host. */
export const redactUrl = (url: URL): Redact => redactSecrets(secretPartsOf(url));
