import type { SecretSource } from '../../core/base/secret-source.ts';
import { fixedUrl, heartbeatUrlForm, isParameterName } from '../heartbeat/heartbeat-url.ts';
import { readSecretUrl } from '../http/secret-url.ts';
import type { ReadParameter } from './parameter-reader.ts';
import { SecretParameter } from './secret-parameter.ts';

/** The URL of a heartbeat: itself, or in the SSM parameter of that name, kept in memory once read. */
export const heartbeatUrlSource = (readParameter: ReadParameter, heartbeatUrl: string): SecretSource<URL> =>
  isParameterName(heartbeatUrl)
    ? new SecretParameter({
        readParameter,
        name: heartbeatUrl,
        holds: 'the URL of a heartbeat',
        form: heartbeatUrlForm,
        read: readSecretUrl,
      })
    : fixedUrl(heartbeatUrl);
