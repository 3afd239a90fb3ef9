import type { AwsErrorKind } from '../../adapters/aws/error-kind.ts';
import { awsErrorKindOf } from '../../adapters/aws/error-kind.ts';
import { HistoryError } from '../../adapters/dynamodb/history-error.ts';
import { Problem } from '../base/problem.ts';
import { signIn } from '../input/aws-clients.ts';

/** Asks for one part of the answer; null where that cannot be had, and why is kept. */
export type Ask = <T>(what: string, action: string, work: () => Promise<T>) => Promise<T | null>;

/**
 * A person may be allowed to see one part and not another: each is asked for by itself.
 *
 * @param unknown takes one line for each part that could not be had
 */
export const asking =
  (unknown: string[]): Ask =>
  async (what, action, work) => {
    try {
      return await work();
    } catch (error) {
      unknown.push(`${what}: ${reasonOf(error, action)}`);
      return null;
    }
  };

const reasonOf = (error: unknown, action: string): string => {
  if (error instanceof Problem || error instanceof HistoryError) return error.message;
  const said = error instanceof Error ? error.name : 'unknown error';
  return `${advice(action)[awsErrorKindOf(error)]} (${said})`;
};

const advice = (action: string): Readonly<Record<AwsErrorKind, string>> => ({
  missing: 'it is not there. Deploy the stack again',
  denied: `these credentials do not allow it. Allow them ${action}`,
  credentials: signIn,
  key: 'its KMS key cannot be used. Enable the key',
  throttled: 'AWS asks to slow down. Try again in a minute',
  unavailable: 'AWS did not answer. Look at the network, then try again',
  refused: `AWS did not take the question (${action})`,
});
