import type { WatchedWorkspace } from '../../config/check-event.ts';
import type { AlertOrigin } from '../../core/alerts/origin.ts';
import { environment } from './environment.ts';

/** Where the alerts of a workspace come from, as far as the stack and the runtime say it. */
export const originOf = (
  { url, timeZone, rules }: Pick<WatchedWorkspace, 'url' | 'timeZone' | 'rules'>,
  variables: NodeJS.ProcessEnv,
): AlertOrigin => {
  const value = (name: string): string | null => (variables[name] === '' ? null : (variables[name] ?? null));
  const [stack, region] = [value(environment.stack), value('AWS_REGION')];
  return {
    workspaceUrl: url,
    docsUrl: value(environment.docsUrl),
    timeZone: timeZone ?? null,
    forgetAfterSeconds: rules.forgetAfterSeconds,
    deployment:
      stack === null || region === null
        ? null
        : { stack, region, dashboard: value(environment.dashboard), logGroup: value('AWS_LAMBDA_LOG_GROUP_NAME') },
  };
};
