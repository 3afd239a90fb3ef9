import type { Context } from 'aws-lambda';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { randomUUID } from 'node:crypto';
import type { Publisher } from '../alerts/publisher.ts';
import { SnsPublisher } from '../alerts/sns-publisher.ts';
import { awsPatience } from '../aws-patience.ts';
import { heartbeatUrlSource } from '../heartbeat/heartbeat-url.ts';
import { patienceMilliseconds, pinging } from '../heartbeat/ping.ts';
import { History } from '../history/history.ts';
import { Silences } from '../history/silences.ts';
import { lazily } from '../lazily.ts';
import { logOf } from '../log.ts';
import { readEnvironment } from '../read-environment.ts';
import type { SecretSource } from '../secret-source.ts';
import { systemClock } from '../system-clock.ts';
import { check } from './check.ts';
import type { CredentialsSource } from './credentials-source.ts';
import { environment } from './environment.ts';
import { readCheckEvent, type WatchedWorkspace } from './event.ts';
import { type Heartbeat, noHeartbeat, withHeartbeat } from './heartbeat.ts';
import { logFields } from './log-fields.ts';
import { looksAfterNeighbour, type Neighbour, uncheckedSeconds } from './neighbour.ts';
import { parameterCredentials } from './parameter-credentials.ts';
import { slotOf, takenAtOf } from './slot.ts';
import { summarise } from './summary.ts';

const log = logOf('rocketchat-alerter');
const dynamo = new DynamoDBClient(awsPatience);
const table = readEnvironment(environment.historyTable);
const history = new History(dynamo, table);
const silences = new Silences(dynamo, table);
const parameters = new SSMClient(awsPatience);
const topic = readEnvironment(environment.alertTopic);
const publisherToTopic = lazily(() => new SnsPublisher(new SNSClient(awsPatience), topic));
const publisher: Publisher = { publish: (alert) => publisherToTopic().publish(alert) };
/** Kept from one invocation to the next, so that a warm check reads none. */
const credentialsByParameter = new Map<string, CredentialsSource>();
const heartbeatUrls = new Map<string, SecretSource<URL>>();

/** What Lambda says of a run. */
type Run = Pick<Context, 'getRemainingTimeInMillis'>;
const unhurried: Run = { getRemainingTimeInMillis: () => Infinity };
/** Left for the end of a run, after its last heartbeat. */
const spareMilliseconds = 500;

/** One check of one workspace, as its schedule asks for it. Fails if the check could not be made or told. */
export async function handler(input: unknown, run: Run = unhurried): Promise<void> {
  const { scheduledAt, workspace, neighbour } = readCheckEvent(input);
  const slot = slotOf(scheduledAt, workspace.everySeconds, systemClock.now());

  const report = await withHeartbeat(heartbeatOf(workspace, run), () =>
    check(
      // Not the id of the request: Lambda may run one twice, and neither run may take the other's record for its own.
      { workspace, dueAt: slot.dueAt, takenAt: (now) => takenAtOf(slot, now), writer: randomUUID() },
      { clock: systemClock, credentials: credentialsIn(workspace.credentials), history, publisher, silences },
    ),
  );

  if (report === null) {
    log.info('check skipped: it, or a later one, is recorded already', { workspace: workspace.name, slot });
    return;
  }
  log.info('check', summarise(report));
  if (neighbour !== null && looksAfterNeighbour(slot.dueAt, workspace.everySeconds)) await lookAfter(neighbour);
  if (report.undelivered !== null) throw report.undelivered;
}

function credentialsIn(parameter: string): CredentialsSource {
  const known = credentialsByParameter.get(parameter) ?? parameterCredentials(parameters, parameter);
  credentialsByParameter.set(parameter, known);
  return known;
}

function heartbeatOf({ name, heartbeatUrl }: WatchedWorkspace, run: Run): Heartbeat {
  if (heartbeatUrl === null) return noHeartbeat;
  const url = heartbeatUrls.get(heartbeatUrl) ?? heartbeatUrlSource(parameters, heartbeatUrl);
  heartbeatUrls.set(heartbeatUrl, url);
  return pinging({
    url,
    milliseconds: () => Math.min(patienceMilliseconds, run.getRemainingTimeInMillis() - spareMilliseconds),
    onTrouble: (reason) => {
      log.warn('heartbeat not taken', { workspace: name, reason });
      // Another URL may have been stored meanwhile.
      heartbeatUrls.delete(heartbeatUrl);
    },
  });
}

/** Says so where another workspace is checked no more. That is no failure of this check, nor is not to know it. */
async function lookAfter({ name: neighbour, everySeconds }: Neighbour): Promise<void> {
  try {
    const seconds = await uncheckedSeconds({ name: neighbour, everySeconds }, { history, clock: systemClock });
    if (seconds !== null)
      log.warn('a workspace is checked no more', { neighbour, [logFields.uncheckedSeconds]: seconds });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn('not known whether a workspace is still checked', { neighbour, reason });
  }
}
