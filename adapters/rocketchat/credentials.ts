import { type Redact, redactSecrets } from '../http/redact.ts';

/** A Rocket.Chat personal access token and the id of its user. */
export interface Credentials {
  readonly userId: string;
  readonly authToken: string;
}

/** Makes texts free of the credentials. */
export const redactCredentials = ({ userId, authToken }: Credentials): Redact => redactSecrets([authToken, userId]);

/** Whether both can be sent as a header. */
export const areSendable = ({ userId, authToken }: Credentials): boolean =>
  [userId, authToken].every((secret) => /^[\x21-\x7e]+$/.test(secret));
