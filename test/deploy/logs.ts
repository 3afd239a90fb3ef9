import * as v from 'valibot';
import { credentials, region } from './cloud.ts';

const events = v.object({ events: v.array(v.object({ message: v.string() })) });

/** Every line that a function has logged. No client of CloudWatch Logs is needed for this one call. */
export const logLines = async (endpoint: string, logGroup: string): Promise<readonly string[]> => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'Logs_20140328.FilterLogEvents',
      // The emulator looks at the name of the service, not at the signature.
      authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/${region}/logs/aws4_request`,
    },
    body: JSON.stringify({ logGroupName: logGroup }),
  });
  return v.parse(events, await response.json()).events.map(({ message }) => message);
};
