import * as v from 'valibot';
import { maybe, severitySchema } from '../core/settings/values.ts';

export { maybe, wholeNumber } from '../core/settings/values.ts';

export const severity = maybe(severitySchema);

/** `pattern`: without flags, which JSON Schema has none of. */
export const text = (pattern: RegExp, allowed: string) => v.pipe(v.string(allowed), v.regex(pattern, allowed));

export const workspaceName = text(/^[\w.-]{1,48}$/, '1 to 48 letters, digits, dots, hyphens or underscores');

/** SSM takes 1,011, with the ARN that comes before it. */
const maxParameterName = 900;

/** What it names or holds is looked at later. */
export const authoritySchema = text(
  /^[^\r\n]{1,500}$|-----BEGIN/,
  'the name of a PEM file with the certificate of your own authority, or what it holds',
);

/** @param example what such a parameter may be called */
export const parameterName = (example: string) =>
  v.pipe(
    text(
      /^(?!\/(?:[Aa][Ww][Ss]|[Ss][Ss][Mm])(?:\/|$))(?:\/[\w.-]+){1,15}$/,
      `the name of an SSM parameter, such as ${example}, never a credential itself`,
    ),
    v.maxLength(maxParameterName, `the name of an SSM parameter of at most ${maxParameterName} characters`),
  );

const parameter = /\/(?![Aa][Ww][Ss](?:\/|$)|[Ss][Ss][Mm](?:\/|$))[\w.-]+(?:\/[\w.-]+){0,14}/;
const overTls = /[Hh][Tt]{2}[Pp][Ss]:\/\/[\w.-]+(?::\d{1,5})?\/\S+/;
/** For trying things out: the usual notations of a loopback host, because JSON Schema has no better way to say it. */
const onThisMachine = /http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?\/\S+/;

export const heartbeatUrl = v.pipe(
  text(
    new RegExp(`^(?:${[parameter, overTls, onThisMachine].map(({ source }) => source).join('|')})$`),
    'an https URL with a path, or the name of an SSM parameter that holds it, such as /rocketchat-alerter/production-heartbeat',
  ),
  v.maxLength(maxParameterName, `a URL or the name of an SSM parameter of at most ${maxParameterName} characters`),
);

/** A link of it stands in the description of an alarm, which takes 1,024 characters. */
export const docsUrl = v.pipe(
  text(
    /^https?:\/\/[^\s?#]+$/,
    'the URL of the folder of docs/, such as https://git.example.com/alerter/blob/main/docs, without ? and #',
  ),
  v.maxLength(300, 'a URL of at most 300 characters'),
);

/** What SNS takes: it refuses others when the stack is deployed, and the whole deployment with them. */
export const emailAddress = v.pipe(
  text(
    /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/,
    'an e-mail address in ASCII letters, such as ops@example.com (a domain in others is written xn--…)',
  ),
  v.maxLength(254, 'an e-mail address of at most 254 characters'),
);
