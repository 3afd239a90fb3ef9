import { SecretError, type SecretSource } from '../../core/base/secret-source.ts';
import { readSecretUrl } from '../http/secret-url.ts';

/** How the URL is written. */
export const heartbeatUrlForm = 'the https URL to call, such as https://hc-ping.com/…';

/** Whether `heartbeatUrl` names the SSM parameter that holds the URL. */
export const isParameterName = (heartbeatUrl: string): boolean => heartbeatUrl.startsWith('/');

/** A URL that is known, and stays as it is. */
export const fixedUrl = (text: string): SecretSource<URL> => {
  const url = readSecretUrl(text);
  const current = (): Promise<URL> =>
    url === null ? Promise.reject(new SecretError(`heartbeatUrl is not ${heartbeatUrlForm}`)) : Promise.resolve(url);
  return { current, renewed: current };
};
