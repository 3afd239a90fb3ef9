import * as v from 'valibot';
import { isLoopbackHost } from '../../core/cluster/place.ts';
import type { OptionSpec } from './service.ts';

const maxUrlLength = 300;

const isBaseUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
  return isSafe && `${username}${password}${search}${hash}` === '';
};

/** The address of a service's API, for the keys of a configuration. */
export const baseUrl = (example: string) => {
  const allowed = `an https URL without user, query and fragment, such as ${example}`;
  return v.pipe(
    v.string(allowed),
    v.maxLength(maxUrlLength, `a URL of at most ${maxUrlLength} characters`),
    v.check(isBaseUrl, allowed),
  );
};

/** Of a service that has a public address, and may have others. */
export const urlOption = { url: v.exactOptional(baseUrl('https://events.eu.pagerduty.com')) };

export const urlText: { readonly url: OptionSpec } = {
  url: {
    meaning:
      "Another address of the service's API: that of its EU region, or of your own server. For `pagerduty`, `opsgenie`, `telegram` and `ntfy`.",
    otherwise: 'the public address of the service',
    example: 'https://events.eu.pagerduty.com',
  },
};

/** A path below a base URL, whether that ends with a slash or not. */
export const below = (base: string, path: string): URL => new URL(`${base.replace(/\/+$/, '')}${path}`);
