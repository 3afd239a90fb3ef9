import { type AwsErrorKind, awsErrorKindOf } from '../aws/error-kind.ts';
import { SecretError, type SecretSource } from '../../core/base/secret-source.ts';
import type { ReadParameter } from './parameter-reader.ts';

interface SecretParameterOptions<Secret> {
  readonly readParameter: ReadParameter;
  /** The parameter's name, with its path. */
  readonly name: string;
  /** What it holds, as in "the parameter holds …": `credentials`. */
  readonly holds: string;
  /** How that is written: `{"userId":"…","authToken":"…"}`. */
  readonly form: string;
  /** Null where the text is not what the parameter should hold. */
  readonly read: (text: string) => Secret | null;
}

/** A secret in an SSM SecureString, kept in memory once read. */
export class SecretParameter<Secret> implements SecretSource<Secret> {
  readonly #options: SecretParameterOptions<Secret>;
  #secret: Secret | null = null;

  constructor(options: SecretParameterOptions<Secret>) {
    this.#options = options;
  }

  async current(): Promise<Secret> {
    return this.#secret ?? (await this.renewed());
  }

  async renewed(): Promise<Secret> {
    const { name, holds, form, read } = this.#options;
    const secret = read(await this.#readText());
    // The stored text is never repeated: a parse error would quote it.
    if (secret === null) {
      throw new SecretError(
        `the SSM parameter ${name} does not hold ${holds}. Store there as a SecureString: ${form}.`,
      );
    }
    this.#secret = secret;
    return secret;
  }

  async #readText(): Promise<string> {
    const { readParameter, name, holds, form } = this.#options;
    try {
      return await readParameter(name);
    } catch (error) {
      const errorName = error instanceof Error ? error.name : 'unknown error';
      const what = `the SSM parameter ${name}, which should hold ${holds}, could not be read`;
      throw new SecretError(`${what}: ${adviceFor(awsErrorKindOf(error), form)} (${errorName})`, { cause: error });
    }
  }
}

const adviceFor = (kind: AwsErrorKind, form: string): string =>
  kind === 'missing' ? `there is no such parameter. Store there as a SecureString: ${form}.` : advice[kind];

const advice: Readonly<Record<Exclude<AwsErrorKind, 'missing'>, string>> = {
  denied:
    'the function is not allowed to. Deploy the stack again, and allow kms:Decrypt if the parameter has its own key.',
  credentials: 'the AWS credentials are missing, wrong or expired. Renew them and try again.',
  key: 'the KMS key that it is encrypted with cannot be used. Enable the key, cancel its deletion, or store it again.',
  throttled: 'SSM asks to slow down. The next attempt may succeed.',
  unavailable: 'SSM did not answer. The next attempt may succeed; if it persists, look at the network and at AWS.',
  refused: 'SSM did not take the request. Is the name right?',
};
