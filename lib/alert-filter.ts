import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { summaryAttributes, summarySeverity } from '../adapters/sns/summary-message.ts';
import { everySeverity, severities } from '../core/settings/values.ts';
import type { Route } from '../config/routes.ts';

/** A route as the filter policy of a subscription, by the attributes of a message; none where it takes all. */
export const filterOf = (route: Route): { filterPolicy?: Record<string, SubscriptionFilter> } => {
  const { afterSeconds, isBesideOthers } = route;
  const filterPolicy = {
    ...severityFilter(route),
    ...workspaceFilter(route),
    ...(isBesideOthers && { after: SubscriptionFilter.notExistsFilter() }),
    ...(afterSeconds !== undefined && { after: oneOf([String(afterSeconds)]) }),
  };
  return Object.keys(filterPolicy).length === 0 ? {} : { filterPolicy };
};

/** A summary has a severity of its own: a subscriber that takes critical alerts alone gets none. */
const severityFilter = ({ minimumSeverity, workspaces, summary }: Route): Record<string, SubscriptionFilter> => {
  const taken = severities.slice(severities.indexOf(minimumSeverity));
  // What names its workspaces takes no summary by that.
  const isShutOut = summary?.audience === null && workspaces === null;
  if (minimumSeverity === everySeverity && !isShutOut) return {};
  return { severity: oneOf(typeof summary?.audience === 'string' ? [...taken, summarySeverity] : taken) };
};

const workspaceFilter = ({ workspaces, summary }: Route): Record<string, SubscriptionFilter> => {
  if (workspaces !== null) {
    const own = typeof summary?.audience === 'string' ? [summaryAttributes(summary.audience).workspace] : [];
    return { workspace: oneOf([...workspaces, ...own]) };
  }
  if (typeof summary?.audience !== 'string' || summary.others.length === 0) return {};
  const denylist = summary.others.map((audience) => summaryAttributes(audience).workspace);
  return { workspace: SubscriptionFilter.stringFilter({ denylist }) };
};

const oneOf = (values: readonly string[]): SubscriptionFilter =>
  SubscriptionFilter.stringFilter({ allowlist: [...values] });
