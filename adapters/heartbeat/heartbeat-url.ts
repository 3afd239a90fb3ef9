import type { SSMClient } from '@aws-sdk/client-ssm';
import { SecretParameter } from '../ssm/secret-parameter.ts';
import { SecretError, type SecretSource } from '../../core/secret-source.ts';
import { readSecretUrl } from '../http/secret-url.ts';
import { isParameterName } from './parameter-name.ts';

/** How the URL is written, for whoever is to store one. */
export const heartbeatUrlForm = 'the https URL to call, such as https://hc-ping.com/…';

/** The URL itself, or the one in the SSM parameter of that name, kept in memory once read. */
export const heartbeatUrlSource = (client: SSMClient, heartbeatUrl: string): SecretSource<URL> =>
  isParameterName(heartbeatUrl)
    ? new SecretParameter({
        client,
        name: heartbeatUrl,
        holds: 'the URL of a heartbeat',
        form: heartbeatUrlForm,
        read: readSecretUrl,
      })
    : fixedUrl(heartbeatUrl);

/** A URL that is known, and stays as it is. */
export const fixedUrl = (text: string): SecretSource<URL> => {
  const url = readSecretUrl(text);
  const current = (): Promise<URL> =>
    url === null ? Promise.reject(new SecretError(`heartbeatUrl is not ${heartbeatUrlForm}`)) : Promise.resolve(url);
  return { current, renewed: current };
};
