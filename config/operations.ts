import type * as v from 'valibot';
import { everySeverity, type Severity } from '../core/settings/values.ts';
import type { EmailRoute } from './routes.ts';
import type { operationsSchema } from './routes-schema.ts';

/** An address that gets notified when the alerter itself is unhealthy. */
export interface OperationsRecipient {
  /** The e-mail address. */
  readonly address: string;
  /** Of the alarms that it gets. */
  readonly minimumSeverity: Severity;
}

/**
 * By default, the addresses that get alerts of all workspaces, of the severity that they ask for. One that gets only
 * those of some is not theirs who run the alerter, unless there is no other.
 */
export const resolveOperations = (
  { email }: v.InferOutput<typeof operationsSchema>,
  alerts: readonly EmailRoute[],
): readonly OperationsRecipient[] => {
  if (email !== undefined) {
    return email.map((item) =>
      typeof item === 'string'
        ? { address: item, minimumSeverity: everySeverity }
        : { address: item.address, minimumSeverity: item.minimumSeverity ?? everySeverity },
    );
  }
  const ofAll = alerts.filter(({ workspaces }) => workspaces === null);
  return (ofAll.length > 0 ? ofAll : alerts).map(({ address, minimumSeverity }) => ({ address, minimumSeverity }));
};
