import * as v from 'valibot';
import { isParameterName } from '../adapters/heartbeat/heartbeat-url.ts';
import type { Conflict } from './conflict.ts';
import { isMapping } from './mapping.ts';
import { type Path, pathText } from './mistakes.ts';
import { placesAt } from './route-places.ts';
import { credentialsParameter } from './settings.ts';
import { parameterName, workspaceName } from './values.ts';

/** An SSM parameter that the file names, or means by default. */
interface Use {
  readonly parameter: string;
  /** As in "holds the credentials". */
  readonly holds: string;
  readonly path: Path;
  /** How to say where it is named. */
  readonly where: string;
}

const parameterSchema = parameterName('');

const usesOf = (workspace: unknown, index: number): readonly Use[] => {
  if (!isMapping(workspace)) return [];
  const { name, credentials, heartbeatUrl } = workspace;
  const path = ['workspaces', index];
  const uses: Use[] = [];
  if (v.is(parameterSchema, credentials)) {
    const at = [...path, 'credentials'];
    uses.push({ parameter: credentials, holds: 'the credentials', path: at, where: pathText(at) });
  } else if (credentials === undefined && v.is(workspaceName, name)) {
    const where = `${pathText(path)}, by default`;
    uses.push({ parameter: credentialsParameter(name), holds: 'the credentials', path, where });
  }
  if (v.is(parameterSchema, heartbeatUrl) && isParameterName(heartbeatUrl)) {
    const at = [...path, 'heartbeatUrl'];
    uses.push({ parameter: heartbeatUrl, holds: 'the URL of a heartbeat', path: at, where: pathText(at) });
  }
  return uses;
};

const usesOfServices = (alerts: unknown): readonly Use[] =>
  placesAt('alerts', alerts, 'services').flatMap(({ path, value }): readonly Use[] => {
    const { service, secret }: { readonly service?: unknown; readonly secret?: unknown } = isMapping(value)
      ? value
      : {};
    if (!v.is(parameterSchema, secret) || typeof service !== 'string') return [];
    const at = [...path, 'secret'];
    return [{ parameter: secret, holds: `the secret of ${service}`, path: at, where: pathText(at) }];
  });

const usesOfWebhooks = (alerts: unknown): readonly Use[] =>
  placesAt('alerts', alerts, 'slack').flatMap(({ path, value }): readonly Use[] => {
    const webhook: unknown = isMapping(value) ? value['webhook'] : undefined;
    if (!v.is(parameterSchema, webhook)) return [];
    const at = [...path, 'webhook'];
    return [{ parameter: webhook, holds: 'the URL of a webhook', path: at, where: pathText(at) }];
  });

/** One parameter holds one secret: the second to be stored would take the place of the first. */
export const secretConflicts = (workspaces: readonly unknown[], alerts: unknown): readonly Conflict[] => {
  const uses = [...workspaces.flatMap(usesOf), ...usesOfWebhooks(alerts), ...usesOfServices(alerts)];
  const firstUse = new Map<string, Use>();
  return uses.flatMap((use): readonly Conflict[] => {
    const first = firstUse.get(use.parameter) ?? use;
    firstUse.set(use.parameter, first);
    if (first.holds === use.holds) return [];
    const problem = `${use.parameter} holds ${first.holds} already (${first.where}); name another parameter for ${use.holds}`;
    return [{ path: use.path, problem }];
  });
};
