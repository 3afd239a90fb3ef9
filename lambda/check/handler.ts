import type { Context } from 'aws-lambda';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SSMClient } from '@aws-sdk/client-ssm';
import { randomUUID } from 'node:crypto';
import type { Publisher } from '../../adapters/sns/publisher.ts';
import { awsClientConfig } from '../../adapters/aws/client-config.ts';
import {
  createHeartbeat,
  type Heartbeat,
  maxBeatMilliseconds,
  noHeartbeat,
} from '../../adapters/heartbeat/heartbeat.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import type { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { Silences } from '../../adapters/dynamodb/silences.ts';
import { createLog } from '../../adapters/process/log.ts';
import { readEnvironment } from '../../adapters/process/read-environment.ts';
import type { SecretSource } from '../../core/base/secret-source.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { check, type CheckReport } from '../../check/check.ts';
import { countInstances } from '../../core/cluster/counts.ts';
import { mayRecheck, recheck, waitBy } from '../../check/recheck.ts';
import { environment } from './environment.ts';
import { readCheckEvent, type WatchedWorkspace } from '../../config/check-event.ts';
import { withHeartbeat } from '../../check/with-heartbeat.ts';
import { type CredentialsSource, credentialsSource } from '../../adapters/ssm/credentials.ts';
import { parameterReader } from '../../adapters/ssm/parameter-reader.ts';
import { heartbeatUrlSource } from '../../adapters/ssm/secret-urls.ts';
import { overlapOf } from '../../check/overlap.ts';
import { summarise } from '../../check/check-log.ts';

const log = createLog('rocketchat-alerter');
const dynamo = new DynamoDBClient(awsClientConfig);
const table = readEnvironment(environment.historyTable);
const history = new History(dynamo, table);
const silences = new Silences(dynamo, table);
const openRollups = async (): Promise<Rollups> => {
  const opened = await import('../../adapters/dynamodb/rollups.ts');
  return new opened.Rollups(dynamo, table);
};
const parameters = new SSMClient(awsClientConfig);
const topic = readEnvironment(environment.alertTopic);
const publisherOf = (workspace: WatchedWorkspace): Publisher => ({
  publish: async (alert) => {
    const { alertPublisher } = await import('./alert-publisher.ts');
    await alertPublisher(topic, workspace).publish(alert);
  },
});
/** Kept from one invocation to the next, so that a warm check reads none. */
const credentialsByParameter = new Map<string, CredentialsSource>();
const heartbeatUrls = new Map<string, SecretSource<URL>>();

/** What Lambda says of a run. */
type Run = Pick<Context, 'getRemainingTimeInMillis'>;
const unhurried: Run = { getRemainingTimeInMillis: () => Infinity };
/** Left for the end of a run, after its last heartbeat. */
const spareMilliseconds = 500;

/** One check of one workspace, as its schedule asks for it. Fails if the check could not be made or its alert not published. */
export async function handler(input: unknown, run: Run = unhurried): Promise<void> {
  const { scheduledAt, workspace } = readCheckEvent(input);
  const dueAt = scheduledAt ?? systemClock.now();
  const mayOverlap = overlapOf({ ...workspace, scheduledAt, mayRecheck: mayRecheck(workspace) });
  // Not the id of the request: Lambda may run one twice, and neither run may take the other's record for its own.
  const job = { workspace, dueAt, mayOverlap, writer: randomUUID() };
  const credentials = credentialsIn(workspace.credentials);
  const millisecondsLeft = (): number => run.getRemainingTimeInMillis();
  const publisher = publisherOf(workspace);
  const tools = { clock: systemClock, credentials, history, publisher, silences, openRollups, millisecondsLeft };

  const report = await withHeartbeat(heartbeatOf(workspace, run), () => check(job, tools));

  if (report === 'repeated') {
    log.info('check skipped: it is recorded already', { workspace: workspace.name, dueAt });
    return;
  }
  if (report === 'overtaken') throw new Error(`the check due ${dueAt} was not made: a later one is recorded already`);
  // Loaded only where metrics are wanted.
  const metricsOf =
    workspace.metrics === true ? (await import('../../check/embedded-metrics.ts')).embeddedMetrics : null;
  /** Logs a check; fails where its alert is not delivered. */
  const conclude = (made: CheckReport): void => {
    log.info('check', {
      ...summarise(made),
      ...metricsOf?.(
        made.snapshot,
        countInstances(made.snapshot.health.instances),
        process.env[environment.stack] ?? '',
      ),
    });
    if (made.undelivered !== null) throw made.undelivered;
  };
  conclude(report);
  await recheck(workspace, report, {
    checkAt: (at) => check({ ...job, dueAt: at, writer: randomUUID() }, tools),
    waitUntil: waitBy(systemClock),
    onReport: conclude,
  });
}

function credentialsIn(parameter: string): CredentialsSource {
  const known = credentialsByParameter.get(parameter) ?? credentialsSource(parameters, parameter);
  credentialsByParameter.set(parameter, known);
  return known;
}

function heartbeatOf({ name, heartbeatUrl }: WatchedWorkspace, run: Run): Heartbeat {
  if (heartbeatUrl === null) return noHeartbeat;
  const url = heartbeatUrls.get(heartbeatUrl) ?? heartbeatUrlSource(parameterReader(parameters), heartbeatUrl);
  heartbeatUrls.set(heartbeatUrl, url);
  return createHeartbeat({
    url,
    maxMilliseconds: () => Math.min(maxBeatMilliseconds, run.getRemainingTimeInMillis() - spareMilliseconds),
    onFailure: (reason) => {
      log.warn('heartbeat not taken', { workspace: name, reason });
      // Another URL may have been stored meanwhile.
      heartbeatUrls.delete(heartbeatUrl);
    },
  });
}
