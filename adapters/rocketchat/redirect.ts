import { oneLine } from '../../core/text/one-line.ts';
import type { Redact } from '../http/redact.ts';

/** Where to go on, or one line on why that would hand the token to someone else. */
type Redirect = { readonly to: URL } | { readonly problem: string };

/**
 * Follows a redirect to the same host and port only, or from http to https at its own port on the same host name, because
 * the token goes along: what listens at any other port may be anybody's. Never from https to http.
 *
 * @param location the header of that name, as the server sent it
 */
export const readRedirect = (from: URL, location: string | null, redact: Redact): Redirect => {
  const to = location !== null && URL.canParse(location, from.href) ? new URL(location, from.href) : null;
  if (to === null) return { problem: 'a redirect to nowhere' };
  to.username = '';
  to.password = '';
  const isUpgrade =
    from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname && to.port === '';
  if (to.origin === from.origin || isUpgrade) return { to };
  const target = oneLine(redact(`${to.protocol}//${to.host}${to.pathname}`), 120);
  return {
    problem: `a redirect to ${target}, where the token was not sent; if that is the workspace, configure its URL`,
  };
};
