import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { History } from '../../adapters/dynamodb/history.ts';
import { givenAlerting, givenInstances, givenSnapshot } from '../adapters/dynamodb/given.ts';
import type { Timestamp } from '../../core/base/time.ts';

const timeOf = (minute: string): Timestamp => `2026-11-21T19:${minute}:00.000Z`;
const keeping = { keepSeconds: 3650 * 86_400, writer: 'docs' };

/** Checks of the day that docs/history.md speaks of: quiet, blind, and two that sent something. */
export async function recordExamples(client: DynamoDBClient, table: string): Promise<void> {
  const history = new History(client, table);
  const failure = { outcome: 'timeout', detail: 'no complete answer within 10 s', httpStatus: null } as const;
  await history.record(givenSnapshot(timeOf('25')), keeping);
  await history.record(givenSnapshot(timeOf('26'), { outcome: 'timeout', failure }), keeping);
  await history.record({ ...givenAlerting(timeOf('27')), deliveredAt: timeOf('27'), outbox: [] }, keeping);
  await history.record(givenAlerting(timeOf('28'), givenInstances(2, 'missing')), keeping);
}
