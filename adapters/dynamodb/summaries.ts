import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { millisecondsOf, plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { explainErrors } from './history-error.ts';
import type { Turn } from './history.ts';
import { historyTable } from './table.ts';

const { partitionKey, sortKey, timeToLive, summaries: partition } = historyTable;

/** Nobody sends a summary that is older. */
const keptSeconds = 30 * 86_400;

/**
 * Which summaries were sent, beside the history: an item for each day on which they are due, with the audiences that
 * have theirs. Every method throws a `HistoryError`.
 */
export class Summaries {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#documents = DynamoDBDocumentClient.from(client);
    this.#table = table;
  }

  /**
   * Takes over the sending of what is due on a day, for as long as the turn lasts.
   *
   * @returns the audiences that have theirs; null while another run sends
   */
  async claim(day: string, { writer, now, until }: Turn): Promise<ReadonlySet<string> | null> {
    const updated = await this.#update(day, {
      UpdateExpression: 'SET #writer = :writer, #until = :until, #expiresAt = :expiresAt',
      ConditionExpression: 'attribute_not_exists(#until) OR #until <= :now OR #writer = :writer',
      ExpressionAttributeNames: { '#writer': 'writer', '#until': 'until', '#expiresAt': timeToLive },
      ExpressionAttributeValues: { ':writer': writer, ':now': now, ':until': until, ':expiresAt': expiryOf(now) },
      ReturnValues: 'ALL_NEW',
    });
    if (updated === null) return null;
    const sent: unknown = updated['sent'];
    return new Set(sent instanceof Set ? [...sent].map(String) : []);
  }

  /** Marks that an audience has its summary. */
  async markSent(day: string, audience: string): Promise<void> {
    await this.#update(day, {
      UpdateExpression: 'ADD #sent :audience',
      ExpressionAttributeNames: { '#sent': 'sent' },
      ExpressionAttributeValues: { ':audience': new Set([audience]) },
    });
  }

  /** Ends a turn, for the next run to go on at once. */
  async release(day: string, writer: string): Promise<void> {
    await this.#update(day, {
      UpdateExpression: 'REMOVE #until',
      ConditionExpression: '#writer = :writer',
      ExpressionAttributeNames: { '#writer': 'writer', '#until': 'until' },
      ExpressionAttributeValues: { ':writer': writer },
    });
  }

  /** What the item holds then, as far as the update asks for it; null where its condition does not hold. */
  async #update(day: string, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>) {
    const update = new UpdateCommand({
      TableName: this.#table,
      Key: { [partitionKey]: partition, [sortKey]: day },
      ...input,
    });
    return explainErrors(this.#table, 'UpdateItem', async () => {
      try {
        const { Attributes: attributes = {} } = await this.#documents.send(update);
        return attributes;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return null;
        throw error;
      }
    });
  }
}

const expiryOf = (now: Timestamp): number => Math.ceil(millisecondsOf(plusSeconds(now, keptSeconds)) / 1000);
