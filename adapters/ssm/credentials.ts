import type { SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import type { SecretSource } from '../../core/base/secret-source.ts';
import type { Credentials } from '../rocketchat/credentials.ts';
import { parameterReader } from './parameter-reader.ts';
import { SecretParameter } from './secret-parameter.ts';

/** Where the credentials of a workspace come from. */
export type CredentialsSource = SecretSource<Credentials>;

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());
const credentialsSchema = v.object({ userId: text, authToken: text }) satisfies v.GenericSchema<unknown, Credentials>;
/** Trimmed, because some editors put a byte order mark before what they save, which JSON does not allow. */
const storedSchema = v.pipe(v.string(), v.trim(), v.parseJson(), credentialsSchema);

/** How credentials are stored. */
export const storedForm = '{"userId":"…","authToken":"…"}';

/** Null where the text does not hold credentials. */
export const readStoredCredentials = (stored: string): Credentials | null => {
  const parsed = v.safeParse(storedSchema, stored);
  return parsed.success ? parsed.output : null;
};

/** Credentials in an SSM SecureString, kept in memory once read. */
export const credentialsSource = (client: SSMClient, name: string): CredentialsSource =>
  new SecretParameter({
    readParameter: parameterReader(client),
    name,
    holds: 'credentials',
    form: storedForm,
    read: readStoredCredentials,
  });
