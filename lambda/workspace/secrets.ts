import type { Credentials } from './credentials.ts';

/** Shorter ones are no real credentials, and would be found in any text. */
const leastLength = 6;

export type Hide = (text: string) => string;

/** Makes a text free of the credentials, in whatever case: a server may send back what it was sent. */
export const hiding = ({ userId, authToken }: Credentials): Hide => {
  const secrets = [authToken, userId].filter((secret) => secret.length >= leastLength);
  if (secrets.length === 0) return (text) => text;
  const pattern = new RegExp(secrets.map((secret) => secret.replace(/[^\w]/g, '\\$&')).join('|'), 'gi');
  return (text) => text.replace(pattern, '(hidden)');
};

/** Whether both can be sent as a header. */
export const areSendable = ({ userId, authToken }: Credentials): boolean =>
  [userId, authToken].every((secret) => /^[\x21-\x7e]+$/.test(secret));
