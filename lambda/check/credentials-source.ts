import type { Credentials } from '../workspace/credentials.ts';

/** Where the credentials of a workspace come from. */
export interface CredentialsSource {
  /** As last read; read if they never were. */
  current(): Promise<Credentials>;
  /** Read anew, whatever was read before. */
  renewed(): Promise<Credentials>;
}

/** Credentials could not be had. The message names where they should be, never what was found there. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}
