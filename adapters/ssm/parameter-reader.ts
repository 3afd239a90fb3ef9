import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';

/** Reads the text of an SSM parameter, decrypted; empty where it holds none. Rejects as AWS refuses it. */
export type ReadParameter = (name: string) => Promise<string>;

/** By the SDK. */
export const parameterReader =
  (client: SSMClient): ReadParameter =>
  async (name) => {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return Parameter?.Value ?? '';
  };
