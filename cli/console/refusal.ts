import type { IncomingHttpHeaders } from 'node:http';

/** What is not done, and why, for a person. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

interface Asked {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Why a request is refused before anything else is looked at; null where it is not. A page of another origin may send
 * requests here, and may have given itself this machine's address under a name of its own (DNS rebinding): its browser
 * says so in `Host`, `Origin` and `Sec-Fetch-Site`, which no page can change.
 *
 * @param host the one that the console is reached at: `127.0.0.1:PORT`
 * @param isEntrance whether it brings the token: the link to it may stand anywhere
 */
export function refusalOf({ method, headers }: Asked, host: string, isEntrance: boolean): Refusal | null {
  if (headers.host !== host) return { status: 421, reason: `This console answers at http://${host} only.` };
  const { origin, 'sec-fetch-site': site } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return otherOrigin;
  if (method === 'GET') {
    const isOwn = site === undefined || site === 'same-origin' || site === 'none';
    return isOwn || isEntrance ? null : otherOrigin;
  }
  if (method !== 'POST') return { status: 405, reason: 'Only GET and POST are answered.' };
  // Only a page of this console sends it with a change.
  if (origin === undefined) return otherOrigin;
  return headers['content-type'] === 'application/json' ? null : { status: 415, reason: 'Send JSON.' };
}

/**
 * The same for a link in an alert, which is also reached where a proxy or a tunnel shows the console: by its `Host`, or
 * by the console's own. Nothing but a form of its own page may change anything.
 *
 * @param url where a browser finds the console
 */
export function linkRefusalOf({ method, headers }: Asked, host: string, url: URL): Refusal | null {
  // Some proxies leave out the port.
  if (![host, url.host, url.hostname].includes(headers.host ?? '')) {
    return { status: 421, reason: `These links are answered at ${url.origin} only.` };
  }
  if (method === 'GET' || method === 'HEAD') return null;
  if (method !== 'POST') return { status: 405, reason: 'Only GET and POST are answered.' };
  if (headers.origin !== url.origin && headers.origin !== `http://${host}`) return otherOrigin;
  const isForm = /^application\/x-www-form-urlencoded(?:;|$)/.test(headers['content-type'] ?? '');
  return isForm ? null : { status: 415, reason: 'Send a form.' };
}

const otherOrigin: Refusal = { status: 403, reason: 'Pages of other origins get no answer here.' };
