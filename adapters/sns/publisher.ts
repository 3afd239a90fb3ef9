import type { Alert } from '../../core/alerts/alert.ts';
import { type AwsErrorKind, isRetryable } from '../aws/error-kind.ts';

/** Publishes alerts. Resolves once one is accepted; rejects with a `PublishError`. */
export interface Publisher {
  publish(alert: Alert): Promise<void>;
}

interface PublishErrorOptions {
  /** Where it should have gone: a topic's ARN, a channel's name. Never a secret URL. */
  readonly destination: string;
  readonly alert: Alert;
  readonly kind: AwsErrorKind;
  /** What to do about it. @default what helps with SNS */
  readonly advice?: string;
  readonly cause: unknown;
}

/** An alert was not accepted, and stays in the outbox. The message says where, why, and what to do; Lambda logs the fields, too. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
  readonly destination: string;
  readonly alertId: string;
  readonly kind: AwsErrorKind;
  /** Whether the next check may succeed without anyone doing anything. */
  readonly retryable: boolean;

  constructor({ destination, alert, kind, advice = snsAdvice[kind], cause }: PublishErrorOptions) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    super(`alert ${alert.id} could not be published to ${destination}: ${advice} (${reason})`, { cause });
    this.destination = destination;
    this.alertId = alert.id;
    this.kind = kind;
    this.retryable = isRetryable(kind);
  }
}

const snsAdvice: Readonly<Record<AwsErrorKind, string>> = {
  missing: 'there is no such topic in this account and region. Deploy the stack, or correct the ARN.',
  denied: 'the caller is not allowed to. Allow it sns:Publish on the topic, and the use of its key if it has one.',
  credentials: 'the AWS credentials are missing, wrong or expired. Renew them and try again.',
  key: 'the KMS key of the topic cannot be used. Enable the key, or cancel its deletion; the next check tries again.',
  throttled: 'SNS asks to slow down. The next check tries again.',
  unavailable: 'SNS did not answer. The next check tries again; if it persists, look at the network and at AWS.',
  refused: 'SNS did not take the message. This is a mistake in the alerter: report it with what SNS said.',
};
