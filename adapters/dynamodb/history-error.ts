import { type AwsErrorKind, awsErrorKindOf, isRetryable } from '../aws/error-kind.ts';

/** `unreadable`: the table holds something that is no snapshot, or one of a version that this one cannot read. */
type HistoryErrorKind = AwsErrorKind | 'unreadable';

interface HistoryErrorOptions {
  readonly table: string;
  /** The call to DynamoDB, as its API names it: `Query`, `PutItem`. */
  readonly call: string;
  readonly kind: HistoryErrorKind;
  readonly cause: unknown;
  /** The item that could not be read, as a person finds it in the table. */
  readonly item?: string;
}

/** The history could not be read or written. The message says where, why, and what to do; Lambda logs the fields, too. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  readonly table: string;
  readonly call: string;
  readonly kind: HistoryErrorKind;
  /** Whether the same call may succeed later without anyone doing anything. */
  readonly retryable: boolean;

  constructor({ table, call, kind, cause, item }: HistoryErrorOptions) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    const where = item === undefined ? table : `${table}, item ${item},`;
    super(`${call} on the history table ${where} failed: ${advice[kind]} (${reason})`, { cause });
    this.table = table;
    this.call = call;
    this.kind = kind;
    this.retryable = kind !== 'unreadable' && isRetryable(kind);
  }
}

const advice: Readonly<Record<HistoryErrorKind, string>> = {
  missing: 'there is no such table in this account and region. Deploy the stack, or correct the name or the region.',
  denied: 'the caller is not allowed to. Allow it this call on the table and its indexes.',
  credentials: 'the AWS credentials are missing, wrong or expired. Renew them and try again.',
  key: 'the KMS key of the table cannot be used. Enable the key, or cancel its deletion.',
  throttled: 'DynamoDB asks to slow down. The next check tries again; if it persists, raise the limits of the table.',
  unavailable: 'DynamoDB did not answer. The next check tries again; if it persists, look at the network and at AWS.',
  refused:
    'DynamoDB did not take the request. This is a mistake in the alerter or in the table: compare their versions.',
  unreadable: 'that item cannot be read. Delete it; the alerter then goes on from the one before.',
};

/** Makes one call to DynamoDB; what it throws becomes a `HistoryError`. */
export const explainErrors = async <Result>(
  table: string,
  call: string,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (cause) {
    throw new HistoryError({ table, call, kind: awsErrorKindOf(cause), cause });
  }
};
