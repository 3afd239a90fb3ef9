import type { SNSClient } from '@aws-sdk/client-sns';
import type { Alert } from '../../core/alerts/alert.ts';
import { alertId } from '../../core/alerts/alert.ts';
import { PublishError } from '../../adapters/sns/publisher.ts';
import { SnsPublisher } from '../../adapters/sns/sns-publisher.ts';
import type { AwsErrorKind } from '../../adapters/aws/error-kind.ts';
import type { InstanceFacts } from '../../core/cluster/instance-facts.ts';
import type { KnownEvidence } from '../../core/rules/registry.ts';
import type { Severity } from '../../core/settings/values.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { Problem } from '../base/problem.ts';
import { signIn } from '../input/aws-clients.ts';

/** An alert that says it is a test, with a change as filter policies and readers know them. */
export const testAlert = (workspace: string, severity: Severity, takenAt: Timestamp): Alert => {
  const evidence: KnownEvidence = { kind: 'disappeared', lastSeenAt: plusSeconds(takenAt, -120) };
  return {
    id: alertId(workspace, takenAt),
    workspace,
    takenAt,
    severity,
    isTest: true,
    changes: [
      {
        change: 'opened',
        incident: {
          ...evidence,
          id: `test/${takenAt}`,
          subjects: [example.id],
          severity,
          since: plusSeconds(takenAt, -60),
          state: 'open',
          openedAt: takenAt,
          toldAt: takenAt,
        },
        reason: null,
        replacedBy: null,
        instances: [example],
      },
    ],
    cluster: { seenAt: null, listed: 0, healthy: 0, instances: [], omittedInstances: 0 },
  };
};

const example: InstanceFacts = {
  id: 'example',
  name: null,
  address: null,
  host: 'example',
  port: '3000',
  pid: null,
  startedAt: null,
  heartbeatAt: null,
  nodeVersion: null,
  totalMemoryBytes: null,
  freeMemoryBytes: null,
};

/** @throws Problem what stands in the way, and what to do about it */
export async function sendTestAlert(alert: Alert, topicArn: string, client: SNSClient): Promise<void> {
  try {
    await new SnsPublisher(client, topicArn).publish(alert);
  } catch (error) {
    if (!(error instanceof PublishError)) throw error;
    const said = error.cause instanceof Error ? ` (${error.cause.name})` : '';
    throw new Problem(`the test alert did not reach ${topicArn}: ${whatToDo[error.kind]}${said}`);
  }
}

const whatToDo: Readonly<Record<AwsErrorKind, string>> = {
  missing: 'there is no such topic in this account and region. Copy the ARN from the outputs of the stack',
  denied: 'these credentials do not allow it. Allow them sns:Publish on the topic, or use others',
  credentials: signIn,
  key: 'the KMS key of the topic cannot be used. Enable the key, or cancel its deletion',
  throttled: 'SNS asks to slow down. Try again in a minute',
  unavailable: 'SNS did not answer. Look at the network, then try again',
  refused: 'SNS did not take it. See whether the ARN is that of a standard topic',
};
