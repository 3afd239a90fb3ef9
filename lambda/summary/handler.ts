import type { Context } from 'aws-lambda';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { randomUUID } from 'node:crypto';
import { awsClientConfig } from '../../adapters/aws/client-config.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { Summaries } from '../../adapters/dynamodb/summaries.ts';
import { createLog } from '../../adapters/process/log.ts';
import { readEnvironment } from '../../adapters/process/read-environment.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { summaryMessage } from '../../adapters/sns/summary-message.ts';
import { sendSummaries } from '../../check/send-summaries.ts';
import { readSummaryEvent } from '../../config/summary-event.ts';
import { commandOf, unknownOrigin } from '../../core/alerts/origin.ts';
import { later, plusSeconds } from '../../core/base/time.ts';
import { environment } from './environment.ts';

const log = createLog('rocketchat-alerter-summary');
const client = new DynamoDBClient(awsClientConfig);
const table = readEnvironment(environment.historyTable);
const source = { history: new History(client, table), rollups: new Rollups(client, table) };
const summaries = new Summaries(client, table);
const alertTopic = readEnvironment(environment.alertTopic);
const sns = new SNSClient(awsClientConfig);

/** What Lambda says of a run. */
type Run = Pick<Context, 'getRemainingTimeInMillis'>;
const unhurried: Run = { getRemainingTimeInMillis: () => 600_000 };

/** Sends the summary of the last week, unless it was sent. Fails where somebody did not get it. */
export async function handler(input: unknown, run: Run = unhurried): Promise<void> {
  const event = readSummaryEvent(input);
  const now = systemClock.now();
  const deployment = { stack: event.stack, region: process.env['AWS_REGION'] ?? '', dashboard: null, logGroup: null };
  const sent = await sendSummaries(
    {
      time: event,
      audiences: event.audiences,
      workspaces: event.workspaces,
      rulesOf: event.rulesOf,
      commandOf: (args) => commandOf(args, { ...unknownOrigin, deployment }),
    },
    {
      writer: randomUUID(),
      at: later(now, event.scheduledAt ?? now),
      until: plusSeconds(now, run.getRemainingTimeInMillis() / 1000),
    },
    {
      clock: systemClock,
      source,
      summaries,
      publish: async (summary, audience) => {
        await sns.send(new PublishCommand({ TopicArn: alertTopic, ...summaryMessage(summary, audience) }));
      },
    },
  );
  log.info('summary', sent === null ? { due: null } : { due: sent.week.to, sent: sent.sent, before: sent.before });
}
