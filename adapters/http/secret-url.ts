import { isLoopbackHost } from '../../core/cluster/place.ts';

/**
 * A URL that is itself the right to do something; null where the text is none. It goes over https only, or nowhere
 * beyond this machine.
 */
export const readSecretUrl = (text: string): URL | null => {
  if (!URL.canParse(text.trim())) return null;
  const url = new URL(text.trim());
  if (url.username !== '' || url.password !== '') return null;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  return isSafe && url.pathname !== '/' ? url : null;
};
