import * as v from 'valibot';
import { maybe, severitySchema } from '../core/settings/values.ts';

export { maybe, wholeNumber } from '../core/settings/values.ts';

export const severity = maybe(severitySchema);

/** `pattern`: without flags, which JSON Schema has none of. */
export const text = (pattern: RegExp, allowed: string) => v.pipe(v.string(allowed), v.regex(pattern, allowed));

export const workspaceName = text(/^[\w.-]{1,48}$/, '1 to 48 letters, digits, dots, hyphens or underscores');

/** @param example what such a parameter may be called */
export const parameterName = (example: string) =>
  text(
    /^(?!\/(?:[Aa][Ww][Ss]|[Ss][Ss][Mm])(?:\/|$))(?:\/[\w.-]+){1,15}$/,
    `the name of an SSM parameter, such as ${example}, never a credential itself`,
  );

const parameter = /\/(?![Aa][Ww][Ss](?:\/|$)|[Ss][Ss][Mm](?:\/|$))[\w.-]+(?:\/[\w.-]+){0,14}/;
const overTls = /[Hh][Tt]{2}[Pp][Ss]:\/\/[\w.-]+(?::\d{1,5})?\/\S+/;
/** For trying things out: the usual notations of a loopback host, because JSON Schema has no better way to say it. */
const onThisMachine = /http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?\/\S+/;

export const heartbeatUrl = text(
  new RegExp(`^(?:${[parameter, overTls, onThisMachine].map(({ source }) => source).join('|')})$`),
  'an https URL with a path, or the name of an SSM parameter that holds it, such as /rocketchat-alerter/production-heartbeat',
);

export const emailAddress = v.pipe(
  text(/^[^\s@,;<>]+@[^\s@,;<>]+$/, 'an e-mail address'),
  v.maxLength(254, 'an e-mail address of at most 254 characters'),
);
