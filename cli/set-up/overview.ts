import { counted } from '../../core/text/words.ts';
import { serviceNamed } from '../../adapters/services/registry.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { defaultRules, type Rules } from '../../core/rules/registry.ts';
import { durationText } from '../../core/settings/duration.ts';
import { isMapping } from '../../config/mapping.ts';
import type { OperationsRecipient } from '../../config/operations.ts';
import { type AlertRoutes, type Route, serviceText } from '../../config/routes.ts';
import type { AlerterSettings } from '../../config/settings.ts';

/** What a deployment would contain, in the words of its configuration. */
export interface Overview {
  readonly workspaces: ReadonlyArray<{
    readonly name: string;
    readonly url: string;
    readonly every: string;
    readonly credentials: string;
    /** What is done for it beside the checks, in a few words each. */
    readonly also: readonly string[];
    /** Those that are not as by default, by key. */
    readonly rules: Readonly<Record<string, string>>;
  }>;
  readonly alerts: readonly Reader[];
  /** Who gets notified when the alerter itself is unhealthy. */
  readonly operations: readonly OperationsRecipient[];
  readonly history: { readonly keep: string; readonly removeWithStack: boolean };
  /** The network that workspaces are checked from; null: the internet. */
  readonly vpc: string | null;
  /** `own`, or the ARN of the key that encrypts what is stored; null: keys that AWS manages. */
  readonly encryption: string | null;
}

/** Somebody or something that alerts go to. */
export interface Reader extends Route {
  readonly to: string;
  /** `e-mail`, `webhook`, `queue`, `Amazon Q`, or the service as people call it. */
  readonly by: string;
}

export const overviewOf = ({
  workspaces,
  alerts,
  operations,
  history,
  vpc,
  encryption,
}: AlerterSettings): Overview => ({
  workspaces: workspaces.map((workspace) => ({
    name: workspace.name,
    url: workspace.url,
    every: durationText(workspace.everySeconds),
    credentials: workspace.credentials,
    also: extrasOf(workspace),
    rules: differencesOf(workspace.rules),
  })),
  alerts: readersOf(alerts),
  operations: operations.email,
  history: { keep: durationText(history.keepSeconds), removeWithStack: history.removeWithStack },
  vpc: vpc?.id ?? null,
  encryption: encryption?.source === 'given' ? encryption.arn : (encryption?.source ?? null),
});

/** The URL of a heartbeat may be a secret, and is not shown. */
const extrasOf = ({ heartbeatUrl, probe, ca, maintenance, metrics }: WatchedWorkspace): readonly string[] =>
  [
    heartbeatUrl === null ? null : 'heartbeat',
    probe === undefined ? null : 'probe',
    metrics === undefined ? null : 'metrics',
    ca === null ? null : 'own authority',
    maintenance.length === 0 ? null : counted(maintenance.length, 'maintenance window'),
  ].filter((extra) => extra !== null);

const ownTopic = 'a topic for a channel that is configured already';

const readersOf = ({ email, slack, queues, services, chat, teams }: AlertRoutes): readonly Reader[] => {
  const reader = (by: Reader['by'], to: string, { minimumSeverity, workspaces, afterSeconds }: Route): Reader => ({
    to,
    by,
    minimumSeverity,
    workspaces,
    ...(afterSeconds !== undefined && { afterSeconds }),
  });
  return [
    ...email.map((route) => reader('e-mail', route.address, route)),
    ...slack.map((route) => reader('webhook', route.webhook, route)),
    ...queues.map((route) => reader('queue', route.arn, route)),
    ...services.map((route) => reader(serviceNamed(route.service).title, serviceText(route), route)),
    ...(chat === null
      ? []
      : [reader('Amazon Q', 'topicOnly' in chat ? ownTopic : `Slack channel ${chat.slackChannelId}`, chat)]),
    ...(teams === null
      ? []
      : [reader('Amazon Q', 'topicOnly' in teams ? ownTopic : `Teams channel ${teams.channelId}`, teams)]),
  ];
};

/** Rules are kept in seconds; a file has durations, and the expected instances in a key of the workspace. */
const valuesOf = (value: unknown, key: string): ReadonlyArray<readonly [string, string]> => {
  if (isMapping(value)) {
    return Object.entries(value).flatMap(([name, inner]) => valuesOf(inner, key === '' ? name : `${key}.${name}`));
  }
  if (key === 'tooFewInstances.expected') return value === null ? [] : [['expectedInstances', JSON.stringify(value)]];
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const isDuration = key.endsWith('Seconds') && typeof value === 'number';
  return [isDuration ? [key.slice(0, -'Seconds'.length), durationText(value)] : [key, text]];
};

const differencesOf = (rules: Rules): Readonly<Record<string, string>> => {
  const byDefault = new Map(valuesOf(defaultRules, ''));
  return Object.fromEntries(valuesOf(rules, '').filter(([key, value]) => byDefault.get(key) !== value));
};
