import { readSecretUrl, secretPartsOf } from '../http/secret-url.ts';
import type { SecretSpec } from './service.ts';

/** A secret that is a URL: anyone who knows it may post there. */
export const urlSecret = ({
  holds,
  form,
  sample,
}: Pick<SecretSpec<URL>, 'holds' | 'form' | 'sample'>): SecretSpec<URL> => ({
  holds,
  form,
  sample,
  read: readSecretUrl,
  hidden: secretPartsOf,
});

/** Statuses of a URL that is no longer good. */
export const goneUrl: readonly number[] = [401, 403, 404, 410];
