import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { awsClientConfig } from '../../adapters/aws/client-config.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { createLog } from '../../adapters/process/log.ts';
import { readEnvironment } from '../../adapters/process/read-environment.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { Bucket } from '../../adapters/s3/bucket.ts';
import { readStatusPageEvent } from '../../config/status-page-event.ts';
import { secondsBetween } from '../../core/base/time.ts';
import { publishStatusPages } from '../../web/public/publish.ts';
import { environment } from './environment.ts';

const log = createLog('rocketchat-alerter-status-page');
const client = new DynamoDBClient(awsClientConfig);
const table = readEnvironment(environment.historyTable);
const source = { history: new History(client, table), rollups: new Rollups(client, table) };
const bucket = new Bucket(readEnvironment(environment.bucket), { environment: process.env, clock: systemClock });

/** Writes the pages that others see, as far as something changed. Fails where one could not be written. */
export async function handler(input: unknown): Promise<void> {
  const content = readStatusPageEvent(input);
  const now = systemClock.now();
  const { written, postponed, failed } = await publishStatusPages(content, {
    source,
    bucket,
    now,
    elapsed: () => 1000 * secondsBetween(now, systemClock.now()),
    onError: (workspace, error) => {
      log.error('a status page could not be written', { workspace, error });
    },
  });
  // Most runs find nothing to do, and a log is paid for by the byte.
  if (written.length + postponed.length > 0) log.info('status page', { written, postponed });
  if (failed.length > 0) throw new Error(`not written: ${failed.join(', ')}`);
}
