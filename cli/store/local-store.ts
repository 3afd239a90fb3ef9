import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { access, constants } from 'node:fs/promises';
import { Level } from 'level';
import { isNativeError } from 'node:util/types';
import { Problem } from '../problem.ts';
import { type DynamoAnswer, EmbeddedDynamo } from './embedded-dynamo.ts';
import { ensureHistoryTable } from './history-table.ts';
import { makePrivateDirectory, makingPrivateFiles } from './private-directory.ts';

/** The history on this machine: a DynamoDB within this process, asked by the same client as the real one. */
export interface LocalStore {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** What the client gets for a request: the header `X-Amz-Target`, and the body. */
  answer(target: string, body: string): Promise<DynamoAnswer>;
  close(): Promise<void>;
}

/**
 * Opens the store kept in `directory`, making it where it is missing; in memory where that is null.
 * Throws a `Problem` where it cannot be written, or another process has it open.
 */
export const openLocalStore = async (directory: string | null): Promise<LocalStore> => {
  const endPrivacy = directory === null ? () => undefined : makingPrivateFiles();
  try {
    if (directory !== null) await makeSureItOpens(directory);
  } catch (error) {
    endPrivacy();
    throw error;
  }
  const dynamo = new EmbeddedDynamo(directory);
  const client = clientOf(dynamo);
  const table = 'rocketchat-alerter-history';
  const close = async (): Promise<void> => {
    client.destroy();
    await dynamo.close();
    endPrivacy();
  };
  try {
    await ensureHistoryTable(client, table);
  } catch (cause) {
    await close();
    throw unusable(directory ?? 'memory', cause, 'If it is kept in a directory, give another one.');
  }
  return { client, table, answer: (target, body) => dynamo.answer(target, body), close };
};

/** Tries the database itself first: the embedded DynamoDB would not say why it cannot be opened. */
const makeSureItOpens = async (directory: string): Promise<void> => {
  try {
    await makePrivateDirectory(directory);
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    const database = new Level(directory);
    await database.open();
    await database.close();
  } catch (error) {
    const cause = isNativeError(error) && error.cause !== undefined ? error.cause : error;
    throw unusable(directory, cause, isLocked(cause) ? stopTheOther : 'Give a directory that you may write to.');
  }
};

const isLocked = (cause: unknown): boolean => isNativeError(cause) && 'code' in cause && cause.code === 'LEVEL_LOCKED';
const stopTheOther = 'Another process has it open: stop that one, or give another directory.';

const unusable = (where: string, cause: unknown, advice: string): Problem =>
  new Problem(
    `the store in ${where} cannot be opened (${isNativeError(cause) ? cause.message : String(cause)}). ${advice}`,
    { cause },
  );

const clientOf = (dynamo: EmbeddedDynamo): DynamoDBClient =>
  new DynamoDBClient({
    requestHandler: dynamo.requestHandler,
    // Nothing is sent there: the SDK wants to know where it would be.
    endpoint: 'http://in-process.invalid',
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
