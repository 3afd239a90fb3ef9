import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { type AwsTrouble, awsTroubleOf } from '../aws-trouble.ts';
import type { Credentials } from '../workspace/credentials.ts';
import { CredentialsError, type CredentialsSource } from './credentials-source.ts';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());
const credentialsSchema = v.object({ userId: text, authToken: text }) satisfies v.GenericSchema<unknown, Credentials>;

/** Credentials in an SSM SecureString, kept in memory once read. */
export class ParameterCredentials implements CredentialsSource {
  readonly #client: SSMClient;
  readonly #name: string;
  #known: Credentials | null = null;

  constructor(client: SSMClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  async current(): Promise<Credentials> {
    return this.#known ?? (await this.renewed());
  }

  async renewed(): Promise<Credentials> {
    this.#known = readCredentials(await this.#read(), this.#name);
    return this.#known;
  }

  async #read(): Promise<string> {
    try {
      const { Parameter } = await this.#client.send(
        new GetParameterCommand({ Name: this.#name, WithDecryption: true }),
      );
      return Parameter?.Value ?? '';
    } catch (error) {
      const said = error instanceof Error ? error.name : 'unknown error';
      const what = `the credentials in the SSM parameter ${this.#name} could not be read`;
      throw new CredentialsError(`${what}: ${advice[awsTroubleOf(error)]} (${said})`, { cause: error });
    }
  }
}

const shape = '{"userId":"…","authToken":"…"}';

const advice: Readonly<Record<AwsTrouble, string>> = {
  missing: `there is no such parameter. Store them there as a SecureString: ${shape}.`,
  denied:
    'the function is not allowed to. Deploy the stack again, and allow kms:Decrypt if the parameter has its own key.',
  credentials: 'the AWS credentials are missing, wrong or expired. Renew them and try again.',
  throttled: 'SSM asks to slow down. The next check tries again.',
  unavailable: 'SSM did not answer. The next check tries again; if it persists, look at the network and at AWS.',
  refused: 'SSM did not take the request. Is the name right?',
};

/** What is stored is never repeated: a parse error would quote it. */
function readCredentials(value: string, name: string): Credentials {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), credentialsSchema), value);
  if (parsed.success) return parsed.output;
  throw new CredentialsError(`the SSM parameter ${name} does not hold credentials. Store them as ${shape}.`);
}
