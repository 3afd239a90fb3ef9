import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { randomUUID } from 'node:crypto';
import { SnsPublisher } from '../alerts/sns-publisher.ts';
import { awsPatience } from '../aws-patience.ts';
import { History } from '../history/history.ts';
import { readEnvironment } from '../read-environment.ts';
import { systemClock } from '../system-clock.ts';
import { check } from './check.ts';
import type { CredentialsSource } from './credentials-source.ts';
import { environment } from './environment.ts';
import { readCheckEvent } from './event.ts';
import { parameterCredentials } from './parameter-credentials.ts';
import { slotOf, takenAtOf } from './slot.ts';
import { summarise } from './summary.ts';

const logger = new Logger({ serviceName: 'rocketchat-alerter' });
const history = new History(new DynamoDBClient(awsPatience), readEnvironment(environment.historyTable));
const publisher = new SnsPublisher(new SNSClient(awsPatience), readEnvironment(environment.alertTopic));
const parameters = new SSMClient(awsPatience);
/** Kept from one invocation to the next, so that a warm check reads none. */
const credentialsByParameter = new Map<string, CredentialsSource>();

/** One check of one workspace, as its schedule asks for it. Fails if the check could not be made or told. */
export async function handler(input: unknown): Promise<void> {
  const { scheduledAt, workspace } = readCheckEvent(input);
  const slot = slotOf(scheduledAt, workspace.everySeconds, systemClock.now());

  const report = await check(
    // Not the id of the request: Lambda may run one twice, and neither run may take the other's record for its own.
    { workspace, dueAt: slot.dueAt, takenAt: (now) => takenAtOf(slot, now), writer: randomUUID() },
    { clock: systemClock, credentials: credentialsIn(workspace.credentials), history, publisher, silences: [] },
  );

  if (report === null) {
    logger.info('check skipped: it, or a later one, is recorded already', { workspace: workspace.name, slot });
    return;
  }
  logger.info('check', summarise(report));
  if (report.undelivered !== null) throw report.undelivered;
}

function credentialsIn(parameter: string): CredentialsSource {
  const known = credentialsByParameter.get(parameter) ?? parameterCredentials(parameters, parameter);
  credentialsByParameter.set(parameter, known);
  return known;
}
