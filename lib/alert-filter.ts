import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { severities } from '../core/settings/values.ts';
import { everySeverity, type Route } from '../config/routes.ts';

/** A route as the filter policy of a subscription, by the attributes of an alert's message; none where it takes all. */
export const filterOf = ({
  minimumSeverity,
  workspaces,
  afterSeconds,
  isBesideOthers,
}: Route): { filterPolicy?: Record<string, SubscriptionFilter> } => {
  const filterPolicy = {
    ...(minimumSeverity !== everySeverity && {
      severity: oneOf(severities.slice(severities.indexOf(minimumSeverity))),
    }),
    ...(workspaces !== null && { workspace: oneOf(workspaces) }),
    ...(isBesideOthers && { after: SubscriptionFilter.notExistsFilter() }),
    ...(afterSeconds !== undefined && { after: oneOf([String(afterSeconds)]) }),
  };
  return Object.keys(filterPolicy).length === 0 ? {} : { filterPolicy };
};

const oneOf = (values: readonly string[]): SubscriptionFilter =>
  SubscriptionFilter.stringFilter({ allowlist: [...values] });
