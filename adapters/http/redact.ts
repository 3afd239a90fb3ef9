/** Shorter ones are no real secrets, and would be found in any text. */
const minSecretLength = 6;

/** Makes a text free of secrets: a server may send back what it was sent. */
export type Redact = (text: string) => string;

/** Makes texts free of these secrets, in upper or lower case. Where one contains another, it comes first. */
export const redactSecrets = (texts: readonly string[]): Redact => {
  const secrets = texts.filter((secret) => secret.length >= minSecretLength);
  if (secrets.length === 0) return (text) => text;
  const pattern = new RegExp(secrets.map((secret) => secret.replace(/[^\w]/g, '\\$&')).join('|'), 'gi');
  return (text) => text.replace(pattern, '(hidden)');
};
