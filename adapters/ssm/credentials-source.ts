import { SecretError, type SecretSource } from '../../core/secret-source.ts';
import type { Credentials } from '../rocketchat/credentials.ts';

/** Where the credentials of a workspace come from. */
export type CredentialsSource = SecretSource<Credentials>;

/** Credentials could not be had. The message names where they should be, never what was found there. */
export class CredentialsError extends SecretError {
  override readonly name = 'CredentialsError';
}
