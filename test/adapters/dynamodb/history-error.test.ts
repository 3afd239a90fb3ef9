import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { History } from '../../../adapters/dynamodb/history.ts';
import { HistoryError } from '../../../adapters/dynamodb/history-error.ts';
import { serveHttp } from '../../servers.ts';
import { givenSnapshot, noon, workspace } from './given.ts';

interface Refusal {
  readonly status: number;
  readonly type: string;
}

/** A history on a server that refuses every call as DynamoDB would; null: on none that answers. */
const withFailingHistory = async (refusal: Refusal | null, use: (history: History) => Promise<void>): Promise<void> => {
  const server = await serveHttp((request, response) => {
    request.resume();
    response.writeHead(refusal?.status ?? 200, { 'Content-Type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${refusal?.type ?? ''}`, message: 'no' }));
  });
  if (refusal === null) await server.close();
  const client = new DynamoDBClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  try {
    await use(new History(client, 'the-table'));
  } finally {
    client.destroy();
    await server.close();
  }
};

describe('a history that cannot be reached says why and what to do', () => {
  test.each([
    { refusal: { status: 400, type: 'ResourceNotFoundException' }, kind: 'missing', says: 'Deploy the stack' },
    { refusal: { status: 400, type: 'AccessDeniedException' }, kind: 'denied', says: 'Allow it' },
    { refusal: { status: 400, type: 'ExpiredTokenException' }, kind: 'credentials', says: 'Renew' },
    { refusal: { status: 400, type: 'UnrecognizedClientException' }, kind: 'credentials', says: 'Renew' },
    {
      refusal: { status: 400, type: 'ProvisionedThroughputExceededException' },
      kind: 'throttled',
      says: 'slow down',
    },
    { refusal: { status: 400, type: 'ThrottlingException' }, kind: 'throttled', says: 'slow down' },
    { refusal: { status: 500, type: 'InternalServerError' }, kind: 'unavailable', says: 'next check' },
    { refusal: { status: 400, type: 'ValidationException' }, kind: 'refused', says: 'compare their versions' },
    { refusal: null, kind: 'unavailable', says: 'did not answer' },
  ])('$kind ($refusal.type)', async ({ refusal, kind, says }) => {
    await withFailingHistory(refusal, async (history) => {
      const calls = {
        Query: () => history.latest(workspace, noon),
        PutItem: () => history.record(givenSnapshot(), { keepSeconds: 60, writer: 'this-run' }),
        GetItem: () => history.alertOf(workspace, noon),
        UpdateItem: () =>
          history.markDelivered({ workspace, takenAt: noon, delivered: [noon], deliveredAt: noon, outbox: [] }),
      };
      for (const [call, make] of Object.entries(calls)) {
        const error: unknown = await make().catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(HistoryError);
        const retryable = kind === 'throttled' || kind === 'unavailable';
        expect(error).toMatchObject({ name: 'HistoryError', call, table: 'the-table', kind, retryable });
        expect(error).toHaveProperty('cause');
        expect(String(error)).toContain(`${call} on the history table the-table failed`);
        expect(String(error)).toContain(says);
      }
    });
  });
});
