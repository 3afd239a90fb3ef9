import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';
import { Level } from 'level';
import type { Server } from 'node:http';
import { isNativeError } from 'node:util/types';
import { Problem } from '../problem.ts';
import { ensureHistoryTable } from './history-table.ts';
import { makePrivateDirectory, makingPrivateFiles } from './private-directory.ts';

/** The history on this machine: an embedded DynamoDB, spoken to over loopback just as the real one is. */
export interface LocalStore {
  readonly client: DynamoDBClient;
  readonly table: string;
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
  const server = dynalite({ createTableMs: 0, ...(directory !== null && { path: directory }) });
  const client = await clientOf(server);
  const table = 'rocketchat-alerter-history';
  const close = async (): Promise<void> => {
    client.destroy();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    endPrivacy();
  };
  try {
    await ensureHistoryTable(client, table);
  } catch (cause) {
    await close();
    throw unusable(directory ?? 'memory', cause, 'If it is kept in a directory, give another one.');
  }
  return { client, table, close };
};

/** Tries the database itself first: the embedded DynamoDB would end the process if it could not open it. */
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

const clientOf = async (server: Server): Promise<DynamoDBClient> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the embedded DynamoDB has no port');
  return new DynamoDBClient({
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'local',
    // The embedded one wants a signature and looks no further.
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
};
