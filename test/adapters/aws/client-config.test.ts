import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { awsClientConfig } from '../../../adapters/aws/client-config.ts';
import { awsErrorKindOf } from '../../../adapters/aws/error-kind.ts';
import { type RunningServer, serveHttp } from '../../servers.ts';

let server: RunningServer;
beforeEach(async () => {
  server = await serveHttp(() => undefined);
});
afterEach(() => server.close());

test('a call that AWS takes and does not answer is given up in time, and tried again', async () => {
  const client = new DynamoDBClient({
    ...awsClientConfig,
    requestHandler: { ...awsClientConfig.requestHandler, requestTimeout: 50 },
    endpoint: server.url,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const error: unknown = await client.send(new ListTablesCommand({})).catch((cause: unknown) => cause);
  expect(awsErrorKindOf(error)).toBe('unavailable');
  // On a busy machine, one may be given up before the server has it.
  expect(error).toMatchObject({ $metadata: { attempts: awsClientConfig.maxAttempts } });
});
