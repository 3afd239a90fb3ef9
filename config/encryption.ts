import type * as v from 'valibot';
import { mapping } from './mapping.ts';
import { text } from './values.ts';

/** A key that the stack makes for itself. */
const own = 'own';

export const encryptionSchema = mapping({
  key: text(
    /^(own|arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]{1,64})$/,
    `${own}, for a key that the stack makes, or the ARN of a key, such as arn:aws:kms:us-east-1:123456789012:key/…`,
  ),
});

/** The customer-managed key for all that is stored. */
export type EncryptionKey = { readonly source: 'own' } | { readonly source: 'given'; readonly arn: string };

export const resolveEncryption = ({ key }: v.InferOutput<typeof encryptionSchema>): EncryptionKey =>
  key === own ? { source: 'own' } : { source: 'given', arn: key };
