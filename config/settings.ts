import type { WatchedWorkspace } from './check-event.ts';
import type { MaintenanceWindow } from '../core/incidents/maintenance.ts';
import { defaultRules, type Rules } from '../core/rules/registry.ts';
import { staleAfterOf } from '../core/rules/unresponsive.ts';
import type { Authorities } from './authority.ts';
import { readWorkspaceUrl } from '../adapters/rocketchat/workspace-url.ts';
import { type EncryptionKey, resolveEncryption } from './encryption.ts';
import { type CheckNetwork, resolveNetwork } from './network.ts';
import { resolveProbe } from './probe.ts';
import { type OperationsRecipient, resolveOperations } from './operations.ts';
import { type AlertRoutes, escalationSteps, resolveRoutes } from './routes.ts';
import { resolveMaintenance } from './maintenance.ts';
import { overrideRules } from './rules.ts';
import type { FileContent, WorkspaceInFile } from './schema.ts';
import { resolveSmtp, type SmtpServer } from './smtp.ts';
import { resolveStatusPage, type StatusPageSettings } from './status-page.ts';
import { resolveSummary, type WeeklySummary } from './summary.ts';

/** All that a person has said about the alerter, with every default filled in. */
export interface AlerterSettings {
  /** What is checked; at least one. */
  readonly workspaces: readonly WatchedWorkspace[];
  /** The rules that hold where a workspace has none of its own. */
  readonly rules: Rules;
  /** The maintenance windows of every workspace; each may have others of its own. */
  readonly maintenance: readonly MaintenanceWindow[];
  /** Who gets alerts. */
  readonly alerts: AlertRoutes;
  /** When the recipients get a summary, and which; null: none is sent. */
  readonly summary: WeeklySummary | null;
  /** Who gets notified when the alerter itself is unhealthy. */
  readonly operations: {
    readonly email: readonly OperationsRecipient[];
    /** By which a watch sends alerts to `alerts.email`; null: it sends none. */
    readonly smtp: SmtpServer | null;
  };
  /** How long the history is kept. */
  readonly history: {
    readonly keepSeconds: number;
    /** Whether the history goes when the stack is destroyed. */
    readonly removeWithStack: boolean;
  };
  /** Whether there is a CloudWatch dashboard: beyond three in an account, one costs $3 a month. */
  readonly dashboard: boolean;
  /** The page on which others see how workspaces stand; null: there is none. */
  readonly statusPage: StatusPageSettings | null;
  /** Where a browser finds the pages of `docs/`, without a trailing slash; null: nobody has said. */
  readonly docsUrl: string | null;
  /** Where the check function runs; null: in none of the account's own networks. */
  readonly vpc: CheckNetwork | null;
  /** null: keys that AWS manages. */
  readonly encryption: EncryptionKey | null;
}

const minute = 60;
const day = 86_400;

/** Where the credentials of a workspace are kept unless said otherwise. */
export const credentialsParameter = (name: string): string => `/rocketchat-alerter/${name}`;

/** What is wrong with an authority was reported as a mistake before: this never leaves one out. */
const resolveAuthority = (given: string, authorities: Authorities): string => {
  const authority = authorities.get(given) ?? { problem: 'was not read' };
  if ('problem' in authority) throw new Error(`ca: ${authority.problem}`);
  return authority.pem;
};

/** What all workspaces of a file have in common. */
interface Common extends Pick<AlerterSettings, 'rules' | 'maintenance'> {
  readonly keepSeconds: number;
  readonly authorities: Authorities;
  readonly timeZone: string | undefined;
  readonly metrics: boolean;
  readonly alerts: AlertRoutes;
}

/** The rules of a workspace, with what stands beside its name. */
function withCircumstances(rules: Rules, workspace: WorkspaceInFile): Rules {
  const { expectedInstances = null, heartbeatEvery } = workspace;
  const minInstances = typeof expectedInstances === 'number' ? null : (expectedInstances?.min ?? null);
  const expected = typeof expectedInstances === 'number' ? expectedInstances : minInstances;
  const heartbeatEverySeconds = heartbeatEvery ?? rules.heartbeatEverySeconds;
  // A process that has ended is called disconnected until its heartbeat is stale.
  const minForSeconds = staleAfterOf(rules.unresponsive.staleAfterSeconds, heartbeatEverySeconds);
  return {
    ...rules,
    minInstances,
    heartbeatEverySeconds,
    disconnected: { ...rules.disconnected, forSeconds: Math.max(rules.disconnected.forSeconds, minForSeconds) },
    tooFewInstances: { ...rules.tooFewInstances, expected },
  };
}

const resolveWorkspace = (
  workspace: WorkspaceInFile,
  { keepSeconds, authorities, alerts, ...common }: Common,
): WatchedWorkspace => {
  const rules = overrideRules(common.rules, workspace.rules ?? {});
  const allowInsecure = workspace.allowInsecure ?? false;
  const timeZone = workspace.timeZone ?? common.timeZone;
  const steps = escalationSteps(alerts, workspace.name);
  const address = readWorkspaceUrl(workspace.url, { allowInsecure });
  return {
    name: workspace.name,
    url: 'url' in address ? address.url : workspace.url,
    allowInsecure,
    ca: workspace.ca === undefined ? null : resolveAuthority(workspace.ca, authorities),
    credentials: workspace.credentials ?? credentialsParameter(workspace.name),
    heartbeatUrl: workspace.heartbeatUrl ?? null,
    everySeconds: workspace.every ?? minute,
    keepSeconds,
    recheckEverySeconds: workspace.recheckEvery === undefined ? minute : workspace.recheckEvery,
    rules: withCircumstances(rules, workspace),
    maintenance: [...common.maintenance, ...resolveMaintenance(workspace.maintenance)],
    ...(timeZone !== undefined && { timeZone }),
    ...((workspace.metrics ?? common.metrics) && { metrics: true as const }),
    ...(steps.length > 0 && { escalateAfterSeconds: steps }),
    ...(workspace.probe !== undefined && { probe: resolveProbe(workspace.probe) }),
  };
};

/**
 * @param content what has been found free of mistakes
 * @param authorities what its `ca`s hold
 */
export const resolveSettings = (content: FileContent, authorities: Authorities = new Map()): AlerterSettings => {
  const keepSeconds = content.history?.keep ?? 30 * day;
  const rules = {
    ...overrideRules(defaultRules, content.rules ?? {}),
    remindEverySeconds: content.alerts?.remindEvery ?? defaultRules.remindEverySeconds,
  };
  const { summary, timeZone } = content;
  const alerts = resolveRoutes(content.alerts ?? {}, {
    authority: (given) => resolveAuthority(given, authorities),
    hasSummary: summary !== undefined,
  });
  const maintenance = resolveMaintenance(content.maintenance);
  const common = {
    rules,
    maintenance,
    keepSeconds,
    authorities,
    timeZone,
    metrics: content.metrics ?? false,
    alerts,
  };
  const workspaces = (content.workspaces ?? []).map((workspace) => resolveWorkspace(workspace, common));
  return {
    workspaces,
    rules,
    maintenance,
    alerts,
    summary: summary === undefined ? null : resolveSummary(summary, alerts, timeZone),
    operations: {
      email: resolveOperations(content.operations ?? {}, alerts.email),
      smtp: content.operations?.smtp === undefined ? null : resolveSmtp(content.operations.smtp),
    },
    history: { keepSeconds, removeWithStack: content.history?.removeWithStack ?? false },
    dashboard: content.dashboard ?? true,
    statusPage: resolveStatusPage(content.statusPage, workspaces),
    docsUrl: content.docsUrl?.replace(/\/+$/, '') ?? null,
    vpc: content.vpc === undefined ? null : resolveNetwork(content.vpc),
    encryption: content.encryption === undefined ? null : resolveEncryption(content.encryption),
  };
};
