import { DeleteParameterCommand, GetParameterCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { type AwsErrorKind, awsErrorKindOf } from '../../adapters/aws/error-kind.ts';
import { Problem } from '../base/problem.ts';
import { signIn } from '../input/aws-clients.ts';

/** What SSM has under a name; `isSecure`: whether it is encrypted there. */
export interface StoredText {
  readonly text: string;
  readonly isSecure: boolean;
}

/** Something the parameter store would not do. */
export class ParameterProblem extends Problem {
  override readonly name = 'ParameterProblem';
  readonly trouble: AwsErrorKind;

  constructor(what: string, trouble: AwsErrorKind, advice: string, cause: unknown) {
    const said = cause instanceof Error ? cause.name : 'unknown error';
    super(`${what}: ${advice} (${said})`, { cause });
    this.trouble = trouble;
  }
}

const adviceFor = (trouble: AwsErrorKind, action: string, key: string): string => {
  switch (trouble) {
    case 'missing':
      return 'there is no such parameter in this account and region';
    case 'denied':
      return `these AWS credentials do not allow it. Allow them ${action} on the parameter and ${key} on its key, or use others`;
    case 'credentials':
      return signIn;
    case 'key':
      return 'its KMS key cannot be used. Enable the key, cancel its deletion, or pass another with --key-id';
    case 'throttled':
      return 'SSM asks to slow down. Try again in a minute';
    case 'unavailable':
      return 'SSM did not answer. Look at the network and at the region, then try again';
    case 'refused':
      return 'SSM did not take the request. See whether the name of the parameter is right';
  }
};

/**
 * Where parameters go with this client, once it is known that there are AWS credentials at all: a person should not
 * type a token in vain.
 *
 * @throws Problem
 */
export async function regionOf(client: SSMClient): Promise<string> {
  const region = await client.config.region().catch((cause: unknown) => {
    throw new Problem('no AWS region is set: export AWS_REGION, as where you deploy to (us-east-1, …)', { cause });
  });
  await client.config.credentials().catch((cause: unknown) => {
    throw new ParameterProblem(`SSM in ${region} cannot be asked`, 'credentials', signIn, cause);
  });
  return region;
}

interface Secret {
  /** The parameter's. */
  readonly name: string;
  readonly secret: string;
  /** A KMS key, as an id, an ARN or an alias. @default the account's own for SSM */
  readonly keyId?: string | undefined;
}

/** Encrypts and keeps a secret under this name, in place of what was there. @throws ParameterProblem */
export async function storeSecret(client: SSMClient, { name, secret, keyId }: Secret): Promise<void> {
  const key = keyId === undefined ? {} : { KeyId: keyId };
  try {
    await client.send(
      new PutParameterCommand({ Name: name, Value: secret, Type: 'SecureString', Overwrite: true, ...key }),
    );
  } catch (error) {
    const trouble = awsErrorKindOf(error);
    const advice = adviceFor(trouble, 'ssm:PutParameter', 'kms:Encrypt');
    throw new ParameterProblem(`${name} could not be stored`, trouble, advice, error);
  }
}

/** What is stored under this name. @throws ParameterProblem */
export async function readParameter(client: SSMClient, name: string): Promise<StoredText> {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return { text: Parameter?.Value ?? '', isSecure: Parameter?.Type === 'SecureString' };
  } catch (error) {
    const trouble = awsErrorKindOf(error);
    const advice = adviceFor(trouble, 'ssm:GetParameter', 'kms:Decrypt');
    throw new ParameterProblem(`${name} could not be read`, trouble, advice, error);
  }
}

/** Removes what is stored under this name; false where nothing was. @throws ParameterProblem */
export async function removeParameter(client: SSMClient, name: string): Promise<boolean> {
  try {
    await client.send(new DeleteParameterCommand({ Name: name }));
    return true;
  } catch (error) {
    const trouble = awsErrorKindOf(error);
    if (trouble === 'missing') return false;
    const advice = adviceFor(trouble, 'ssm:DeleteParameter', 'nothing');
    throw new ParameterProblem(`${name} could not be removed`, trouble, advice, error);
  }
}
