import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { awsClientConfig } from '../../../adapters/aws/client-config.ts';
import { awsErrorKindOf } from '../../../adapters/aws/error-kind.ts';

let taken: number;
let server: Server;
beforeEach(async () => {
  taken = 0;
  server = createServer(() => (taken += 1)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

test('a call that AWS takes and does not answer is given up in time, and tried again', async () => {
  const address = server.address();
  const client = new DynamoDBClient({
    ...awsClientConfig,
    requestHandler: { ...awsClientConfig.requestHandler, requestTimeout: 50 },
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const error: unknown = await client.send(new ListTablesCommand({})).catch((cause: unknown) => cause);
  expect(awsErrorKindOf(error)).toBe('unavailable');
  expect(taken).toBe(awsClientConfig.maxAttempts);
});
