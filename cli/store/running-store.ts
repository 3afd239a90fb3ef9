import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { controlSocket, progressPath } from './control-socket.ts';
import { type DynamoAnswer, localClient, localTable } from './local-client.ts';
import type { LocalStore } from './local-store.ts';

/** The store of a watch that runs, which is asked by its socket. */
export interface RunningStore extends LocalStore {
  /** How its checks go. */
  progress(): Promise<DynamoAnswer>;
}

/** Null where no watch answers there. */
export async function connectToWatch(directory: string): Promise<RunningStore | null> {
  const path = join(directory, controlSocket);
  if (!existsSync(path)) return null;
  const progress = (): Promise<DynamoAnswer> => ask(path, progressPath, {}, '');
  try {
    await progress();
  } catch {
    // Left by a watch that was killed.
    return null;
  }
  const answer = (target: string, body: string): Promise<DynamoAnswer> =>
    ask(path, '/', { 'x-amz-target': target }, body);
  const client = localClient({ answer });
  return {
    client,
    table: localTable,
    answer,
    progress,
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
}

const maxMilliseconds = 30_000;

function ask(
  socketPath: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<DynamoAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { socketPath, path, method: 'POST', headers, agent: false, timeout: maxMilliseconds },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          resolve({ status: response.statusCode ?? 0, json: Buffer.concat(chunks).toString() });
        });
      },
    );
    asked.once('timeout', () => asked.destroy(new Error('the watch does not answer')));
    asked.once('error', reject);
    asked.end(body);
  });
}
