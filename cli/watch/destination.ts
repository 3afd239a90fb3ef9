import type { AwsErrorKind } from '../../adapters/aws/error-kind.ts';
import type { DeliveryLimits } from '../../adapters/http/delivery-limits.ts';
import type { Route } from '../../config/routes.ts';
import type { Alert } from '../../core/alerts/alert.ts';
import type { AlertOrigin } from '../../core/alerts/origin.ts';
import type { SummaryObject } from '../../core/summary/summary-object.ts';
import { everySeverity, severities } from '../../core/settings/values.ts';

/** Where a watch delivers alerts, beside the terminal. */
export interface Destination {
  /** For a person, and never a secret: `the webhook /rocketchat-alerter/slack`, `ops@example.com`. */
  readonly name: string;
  readonly route: Route;
  /** @param origin of the alert, for its links */
  deliver(alert: Alert, origin: AlertOrigin): Promise<DeliveryOutcome>;
  deliverSummary(summary: SummaryObject): Promise<DeliveryOutcome>;
}

/** null: delivered. */
export type DeliveryOutcome = DeliveryFailure | null;

export interface DeliveryFailure {
  readonly kind: AwsErrorKind;
  /** Whether it was the alert that was refused, so that another try is refused, too. */
  readonly isRefusal: boolean;
  /** What was seen and what to do, in one line without secrets. */
  readonly reason: string;
}

/** A check waits for this, and the next one tries again. */
export const deliveryLimits: Partial<DeliveryLimits> = {
  callMilliseconds: 5_000,
  inAllMilliseconds: 8_000,
  retries: 1,
};

/** The route of what gets every alert. */
export const everyAlert: Route = { minimumSeverity: everySeverity, workspaces: null };

/** Whether a route takes an alert, as the filter policies of SNS decide it. */
export const takesAlert = (
  { minimumSeverity, workspaces, afterSeconds }: Route,
  alert: Pick<Alert, 'severity' | 'workspace' | 'afterSeconds'>,
): boolean =>
  alert.afterSeconds === afterSeconds &&
  severities.indexOf(alert.severity) >= severities.indexOf(minimumSeverity) &&
  (workspaces === null || workspaces.includes(alert.workspace));
