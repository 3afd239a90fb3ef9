import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { access, constants } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';
import { Level } from 'level';
import { Problem } from '../base/problem.ts';
import { EmbeddedDynamo } from './embedded-dynamo.ts';
import { ensureHistoryTable } from './history-table.ts';
import { type Answering, localClient, localTable } from './local-client.ts';
import { makePrivateDirectory, makingPrivateFiles } from './private-directory.ts';
import { ReopeningDynamo } from './reopening-dynamo.ts';

/** The history on this machine: a DynamoDB within this process, asked by the same client as the real one. */
export interface LocalStore extends Answering {
  readonly client: DynamoDBClient;
  readonly table: string;
  close(): Promise<void>;
}

/**
 * Opens the store kept in `directory`, making it where it is missing; in memory where that is null.
 * Throws a `Problem` where it cannot be written, or another process has it open.
 */
export const openLocalStore = async (directory: string | null): Promise<LocalStore> => {
  if (directory === null) return storeOf(new EmbeddedDynamo(null), 'memory');
  const endPrivacy = makingPrivateFiles();
  try {
    await makeSureItOpens(directory);
    const dynamo = new ReopeningDynamo(async () => {
      await makeSureItOpens(directory);
      return new EmbeddedDynamo(directory);
    });
    const store = await storeOf(dynamo, directory);
    return {
      ...store,
      close: async () => {
        await store.close();
        endPrivacy();
      },
    };
  } catch (error) {
    endPrivacy();
    throw error;
  }
};

/** A store in what answers, which is closed with it. */
async function storeOf(dynamo: Answering & { close(): Promise<void> }, where: string): Promise<LocalStore> {
  const client = localClient(dynamo);
  const close = async (): Promise<void> => {
    client.destroy();
    await dynamo.close();
  };
  try {
    await ensureHistoryTable(client, localTable);
  } catch (cause) {
    await close();
    throw unusable(where, cause, damagedAdvice);
  }
  return { client, table: localTable, answer: (target, body) => dynamo.answer(target, body), close };
}

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
    throw unusable(directory, cause, adviceFor(cause));
  }
};

const codeOf = (cause: unknown): string => (isNativeError(cause) && 'code' in cause ? String(cause.code) : '');

const damagedAdvice = 'It is damaged or not a store: move that directory away, or give another one.';

const adviceFor = (cause: unknown): string => {
  const code = codeOf(cause);
  if (code === 'LEVEL_LOCKED') return 'Another process has it open: stop that one, or give another directory.';
  if (code === 'LEVEL_CORRUPTION') return damagedAdvice;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'Make room on that disk.';
  return 'Give a directory that you may write to.';
};

const unusable = (where: string, cause: unknown, advice: string): Problem =>
  new Problem(
    `the store in ${where} cannot be opened (${isNativeError(cause) ? cause.message : String(cause)}). ${advice}`,
    { cause },
  );
