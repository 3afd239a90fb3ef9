import * as v from 'valibot';
import { services } from '../adapters/services/list.ts';
import { serviceNames } from '../adapters/services/registry.ts';
import type { Service } from '../adapters/services/service.ts';
import { duration } from '../core/settings/duration.ts';
import { isMapping, mapping } from './mapping.ts';
import { smtpSchema } from './smtp.ts';
import { authoritySchema, emailAddress, maybe, parameterName, severity, text, workspaceName } from './values.ts';

/**
 * A topic takes 200 filter policies. Together with as many workspaces as there may be, a stack still holds all but the
 * services, seven resources each, and the status page, a dozen: these are counted when they are made.
 */
const max = { email: 25, slack: 8, queues: 20, services: 20 } as const;

/** An SNS filter policy takes 150 values. */
const maxWorkspacesOfRoute = 150;

const routedWorkspaces = 'a list of names of workspaces, or leave it out for all of them';
const route = {
  minimumSeverity: severity,
  after: maybe(duration({ from: '1m', to: '1d' })),
  workspaces: maybe(
    v.pipe(
      v.array(workspaceName, routedWorkspaces),
      v.nonEmpty(routedWorkspaces),
      v.maxLength(maxWorkspacesOfRoute, `at most ${maxWorkspacesOfRoute} names; leave it out for all workspaces`),
    ),
  ),
};

/** Of one whose messages people read. */
const readRoute = { ...route, summary: maybe(v.boolean('true or false')) };

const listOf = <const Item extends v.GenericSchema>(item: Item, count: number, allowed: string) =>
  v.pipe(v.array(item, allowed), v.maxLength(count, `at most ${count} of them`));

const webhook = mapping({
  webhook: parameterName('/rocketchat-alerter/slack'),
  ca: maybe(authoritySchema),
  ...readRoute,
});

const serviceName = (name: string) => v.literal(name, `one of ${serviceNames.join(', ')}`);

const serviceEntry = ({ name, options, takesSummary }: Service) =>
  mapping({
    service: serviceName(name),
    secret: parameterName('/rocketchat-alerter/pagerduty'),
    ca: maybe(authoritySchema),
    ...options,
    ...(takesSummary ? readRoute : route),
  });

const serviceEntries = services.map(serviceEntry);

/** What may stand beside the name of a service; of no such name, the first says what is allowed. */
const serviceSchema = v.lazy((item) => {
  const named: unknown = isMapping(item) ? item['service'] : undefined;
  const entry =
    serviceEntries[
      Math.max(
        0,
        services.findIndex(({ name }) => name === named),
      )
    ];
  if (entry === undefined) throw new Error('there are no services');
  return entry;
});

const addressWithRoute = mapping({ address: emailAddress, ...readRoute });

const queueArn = text(
  /^arn:aws[\w-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/,
  'the ARN of a standard queue, such as arn:aws:sqs:us-east-1:123456789012:alerts',
);

const slackId = (kinds: string, what: string, example: string) =>
  text(new RegExp(`^[${kinds}][0-9A-Z]{2,254}$`), `the ID of a ${what}, such as ${example}`);

const uuid = (what: string) =>
  text(
    /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
    `the ID of a ${what}: a UUID, as in the link to the channel`,
  );

const topicOnly = mapping({ topicOnly: v.literal(true, 'true; or leave it out, and name the channel'), ...readRoute });

/** A channel for the stack to configure, or a topic for a channel that is configured already. */
const channelOrTopic = <const Channel extends v.GenericSchema>(channel: Channel) =>
  v.lazy((value): Channel | typeof topicOnly => (isMapping(value) && 'topicOnly' in value ? topicOnly : channel));

const addresses = 'a list of e-mail addresses, such as [ops@example.com]';

/** Who gets notified when the alerter itself is unhealthy. */
export const operationsSchema = mapping({
  email: maybe(
    listOf(
      v.lazy((item) =>
        isMapping(item) ? mapping({ address: emailAddress, minimumSeverity: severity }) : emailAddress,
      ),
      max.email,
      addresses,
    ),
  ),
  smtp: maybe(smtpSchema),
});

export const alertsSchema = mapping({
  email: maybe(
    listOf(
      v.lazy((item) => (isMapping(item) ? addressWithRoute : emailAddress)),
      max.email,
      addresses,
    ),
  ),
  slack: maybe(v.lazy((value) => (Array.isArray(value) ? listOf(webhook, max.slack, 'a list of webhooks') : webhook))),
  queues: maybe(listOf(mapping({ arn: queueArn, ...route }), max.queues, 'a list of queues, each with its arn')),
  services: maybe(listOf(serviceSchema, max.services, 'a list of services, each with its name and its secret')),
  chat: maybe(
    channelOrTopic(
      mapping({
        slackWorkspaceId: slackId('TE', 'Slack workspace', 'T012AB3CD'),
        slackChannelId: slackId('CG', 'Slack channel', 'C012AB3CD'),
        ...readRoute,
      }),
    ),
  ),
  teams: maybe(
    channelOrTopic(
      mapping({
        tenantId: uuid('Microsoft 365 tenant'),
        teamId: uuid('team'),
        channelId: text(
          /^19%3[Aa][\w.+-]+%40thread\.\w+$/,
          'the ID of a channel as in its link: 19%3A…%40thread.tacv2',
        ),
        ...readRoute,
      }),
    ),
  ),
  remindEvery: maybe(duration({ from: '1s', to: '30d' })),
});
