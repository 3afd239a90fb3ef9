import type { Credentials } from '../rocketchat/credentials.ts';

/** Shorter ones are no real credentials, and would be found in any text. */
const minSecretLength = 6;

export type Redact = (text: string) => string;

/** Makes a text free of the credentials: a server may send back what it was sent. */
export const redactCredentials = ({ userId, authToken }: Credentials): Redact => redactSecrets([authToken, userId]);

/** Makes a text free of these, in whatever case. Where one holds another, it comes first. */
export const redactSecrets = (texts: readonly string[]): Redact => {
  const secrets = texts.filter((secret) => secret.length >= minSecretLength);
  if (secrets.length === 0) return (text) => text;
  const pattern = new RegExp(secrets.map((secret) => secret.replace(/[^\w]/g, '\\$&')).join('|'), 'gi');
  return (text) => text.replace(pattern, '(hidden)');
};

/** Whether both can be sent as a header. */
export const areSendable = ({ userId, authToken }: Credentials): boolean =>
  [userId, authToken].every((secret) => /^[\x21-\x7e]+$/.test(secret));
