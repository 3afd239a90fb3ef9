import { createHash } from 'node:crypto';
import { serviceNamed } from '../adapters/services/registry.ts';
import { everySeverity, type Severity } from '../core/settings/values.ts';
import type { AlertsInFile } from './schema.ts';

/** Which alerts go somewhere. */
export interface Route {
  /** The least severe alerts that go there. */
  readonly minimumSeverity: Severity;
  /** By name; null: all of them. */
  readonly workspaces: readonly string[] | null;
  /** For so long an incident is open, and not acknowledged, before it goes there; absent: it goes there at once. */
  readonly afterSeconds?: number;
  /** There where others wait: the messages for these do not go there. */
  readonly isBesideOthers?: true;
  /** There where summaries are sent. */
  readonly summary?: RouteSummary;
}

/** Which summary goes somewhere. */
export interface RouteSummary {
  /** Whom it is written for: all that get the same; null: none goes there. */
  readonly audience: string | null;
  /** Those of others, which do not go there. */
  readonly others: readonly string[];
}

/** An e-mail address, and which alerts go there. */
export interface EmailRoute extends Route {
  /** The address. */
  readonly address: string;
}

/** An incoming webhook, and which alerts go there. */
export interface SlackRoute extends Route {
  /** The name of the SSM parameter that holds the webhook's URL. */
  readonly webhook: string;
  /** PEM of the authority that signed its server's certificate, trusted beside the public ones; null: none is. */
  readonly ca: string | null;
}

/** A service such as PagerDuty or Telegram, and which alerts go there. */
export interface ServiceRoute extends Route {
  /** As the file calls it: `pagerduty`. */
  readonly service: string;
  /** The name of the SSM parameter that holds its secret. */
  readonly secret: string;
  /** What else the file says of it, by key. */
  readonly options: Readonly<Record<string, string>>;
  /** PEM of the authority that signed its server's certificate, trusted beside the public ones; null: none is. */
  readonly ca: string | null;
}

/** An SQS queue, and which alerts go there. */
export interface QueueRoute extends Route {
  /** The ARN of the queue. */
  readonly arn: string;
}

/** A Slack channel that Amazon Q Developer posts to. */
export interface SlackChannel extends Route {
  /** The id of Slack's workspace, such as `T0123456789`. */
  readonly slackWorkspaceId: string;
  /** The channel's id, such as `C0123456789`. */
  readonly slackChannelId: string;
}

/** A channel of Microsoft Teams that Amazon Q Developer posts to. */
export interface TeamsChannel extends Route {
  /** The id of the Microsoft tenant. */
  readonly tenantId: string;
  /** The id of the team. */
  readonly teamId: string;
  /** As in the channel's link: percent-encoded. */
  readonly channelId: string;
}

/** A topic that a channel which Amazon Q Developer knows already is to get alerts from. */
export interface TopicOnly extends Route {
  /** Only the topic is made: the channel is connected elsewhere. */
  readonly topicOnly: true;
}

/** Which recipients get which alerts. */
export interface AlertRoutes {
  /** The e-mail addresses. */
  readonly email: readonly EmailRoute[];
  /** The incoming webhooks of Slack, Rocket.Chat or Mattermost. */
  readonly slack: readonly SlackRoute[];
  /** The SQS queues. */
  readonly queues: readonly QueueRoute[];
  /** PagerDuty, Telegram and others. */
  readonly services: readonly ServiceRoute[];
  /** The Slack channel of Amazon Q Developer; null: none. */
  readonly chat: SlackChannel | TopicOnly | null;
  /** The Microsoft Teams channel of Amazon Q Developer; null: none. */
  readonly teams: TeamsChannel | TopicOnly | null;
}

/** What a parameter or an ARN is called among the parts of a stack, whose names hold no slash. */
export const nameInStack = (name: string): string => name.replaceAll('/', '-');

interface RouteInFile {
  readonly minimumSeverity?: Severity;
  readonly workspaces?: readonly string[];
  readonly after?: number;
  readonly summary?: boolean;
}

const routeOf = ({ minimumSeverity = everySeverity, workspaces, after }: RouteInFile): Route => ({
  minimumSeverity,
  workspaces: workspaces ?? null,
  ...(after !== undefined && { afterSeconds: after }),
});

/** Of one whose messages people read: they get the summary, unless they get only what nobody has acknowledged. */
const readRouteOf = (item: RouteInFile, hasSummary: boolean): Route => {
  const { workspaces = null, after, summary = true } = item;
  const isSent = hasSummary && summary && after === undefined;
  return { ...routeOf(item), ...(isSent && { summary: { audience: audienceId(workspaces), others: [] } }) };
};

/** The same for all who have the same workspaces. */
const audienceId = (workspaces: readonly string[] | null): string => {
  if (workspaces === null) return 'all';
  const names = JSON.stringify([...new Set(workspaces)].toSorted());
  return createHash('sha256').update(names).digest('hex').slice(0, 8);
};

const emailRoute = (item: NonNullable<AlertsInFile['email']>[number], hasSummary: boolean): EmailRoute =>
  typeof item === 'string'
    ? { address: item, ...readRouteOf({}, hasSummary) }
    : { address: item.address, ...readRouteOf(item, hasSummary) };

const slackChannel = (item: NonNullable<AlertsInFile['chat']>, hasSummary: boolean): SlackChannel | TopicOnly =>
  'topicOnly' in item
    ? { topicOnly: true, ...readRouteOf(item, hasSummary) }
    : {
        slackWorkspaceId: item.slackWorkspaceId,
        slackChannelId: item.slackChannelId,
        ...readRouteOf(item, hasSummary),
      };

const teamsChannel = (item: NonNullable<AlertsInFile['teams']>, hasSummary: boolean): TeamsChannel | TopicOnly =>
  'topicOnly' in item
    ? { topicOnly: true, ...readRouteOf(item, hasSummary) }
    : { tenantId: item.tenantId, teamId: item.teamId, channelId: item.channelId, ...readRouteOf(item, hasSummary) };

interface RouteOptions {
  /** Reads what a file has under `ca`, which is free of mistakes. */
  readonly authority: (given: string) => string;
  /** Whether summaries are sent. */
  readonly hasSummary: boolean;
}

const serviceRoute = (
  item: NonNullable<AlertsInFile['services']>[number],
  { authority, hasSummary }: RouteOptions,
): ServiceRoute => {
  // What says which alerts go there is no option of the service.
  const { service, secret, ca, minimumSeverity, workspaces, after, summary, ...options }: RouteInFile & typeof item =
    item;
  return {
    service,
    secret,
    options: Object.fromEntries(Object.entries(options).map(([key, value]) => [key, String(value)])),
    ca: ca === undefined ? null : authority(ca),
    ...(serviceNamed(service).takesSummary ? readRouteOf(item, hasSummary) : routeOf(item)),
  };
};

/** For a person: `pagerduty /rocketchat-alerter/pagerduty`, with what distinguishes it from others of the same secret. */
export const serviceText = ({ service, secret, options }: ServiceRoute): string =>
  [service, secret, ...Object.values(options)].join(' ');

export const resolveRoutes = (
  { email = [], slack = [], queues = [], services = [], chat, teams }: AlertsInFile,
  options: RouteOptions,
): AlertRoutes => {
  const { authority, hasSummary } = options;
  const routes = {
    email: email.map((item) => emailRoute(item, hasSummary)),
    slack: [slack].flat().map((item) => ({
      webhook: item.webhook,
      ca: item.ca === undefined ? null : authority(item.ca),
      ...readRouteOf(item, hasSummary),
    })),
    queues: queues.map((item) => ({ arn: item.arn, ...routeOf(item) })),
    services: services.map((item) => serviceRoute(item, options)),
    chat: chat === undefined ? null : slackChannel(chat, hasSummary),
    teams: teams === undefined ? null : teamsChannel(teams, hasSummary),
  };
  return hasSummary ? withSummaries(besideOthers(routes)) : besideOthers(routes);
};

/** The routes, marked where others wait. */
const besideOthers = (routes: AlertRoutes): AlertRoutes =>
  escalationSteps(routes).length === 0
    ? routes
    : eachRoute(routes, (route) => (route.afterSeconds === undefined ? { ...route, isBesideOthers: true } : route));

/** The routes, each with the summaries that do not go there. */
const withSummaries = (routes: AlertRoutes): AlertRoutes => {
  const all = [...new Set(allRoutes(routes).flatMap(({ summary }) => summary?.audience ?? []))];
  return eachRoute(routes, (route) => {
    const audience = route.summary?.audience ?? null;
    return { ...route, summary: { audience, others: all.filter((one) => one !== audience) } };
  });
};

const eachRoute = (routes: AlertRoutes, change: <R extends Route>(route: R) => R): AlertRoutes => {
  const { email, slack, queues, services, chat, teams } = routes;
  return {
    email: email.map(change),
    slack: slack.map(change),
    queues: queues.map(change),
    services: services.map(change),
    chat: chat && change(chat),
    teams: teams && change(teams),
  };
};

/** Every route there is. */
export const allRoutes = ({ email, slack, queues, services, chat, teams }: AlertRoutes): readonly Route[] =>
  [...email, ...slack, ...queues, ...services, chat, teams].filter((route) => route !== null);

/** After so many seconds somebody gets what is still open and not acknowledged. @param workspace of one, or of any */
export const escalationSteps = (routes: AlertRoutes, workspace?: string): readonly number[] => {
  const steps = allRoutes(routes)
    .filter(({ workspaces }) => workspace === undefined || (workspaces?.includes(workspace) ?? true))
    .flatMap(({ afterSeconds }) => afterSeconds ?? []);
  return [...new Set(steps)].sort((a, b) => a - b);
};
