import type { Subscription, WatchedTopic } from '../../adapters/sns/recipients.ts';
import type { StatusPageContent } from '../../config/status-page-event.ts';
import type { SelfCheckEvent } from '../../config/self-check-event.ts';
import { readConfiguration } from '../../config/load.ts';
import { type GivenAws, givenAws, type OtherServices, type ServiceAnswer, type ServiceCall } from './given-aws.ts';

export const alertTopic = 'arn:aws:sns:eu-central-1:123456789012:alerts';
export const operationsTopic = 'arn:aws:sns:eu-central-1:123456789012:operations';
export const madeAt = '2026-11-20T08:00:00.000Z';

/** A deployed alerter, as its services show it. What is changed while it is used shows at the next call. */
export interface GivenDeployment {
  stackStatus: string;
  /** By name: the schedules of workspaces that are there, and whether each is enabled. */
  readonly schedules: Record<string, 'ENABLED' | 'DISABLED'>;
  /** Of the self-check; null: it has none. */
  selfCheck: 'ENABLED' | 'DISABLED' | null;
  /** The names of the alarms that are raised. */
  readonly raised: string[];
  /** Messages in each dead-letter queue. */
  readonly messages: { failed: number; undelivered: number };
  /** What has subscribed, by topic. */
  readonly subscriptions: Record<string, Subscription[]>;
  /** What SSM holds, by name. */
  readonly parameters: Map<string, string>;
  /** Actions that the credentials do not allow, as `Service.Operation` or the query protocol's `Action`. */
  readonly denied: Set<string>;
  /** Functions that hand alerts to a recipient, by its name, and what each answers when it is invoked. */
  readonly relays: Record<string, ServiceAnswer>;
  /** The events that these were invoked with. */
  readonly invoked: unknown[];
  /** Whether the stack says where its schedules are, as one of an older version does not. */
  saysSchedules: boolean;
}

const recipients = (...addresses: readonly string[]) =>
  addresses.map((address) => ({ protocol: 'email', endpoint: address, name: address }) as const);

const topics: readonly WatchedTopic[] = [
  { name: 'alerts', arn: alertTopic, recipients: recipients('ops@example.com', 'boss@example.com') },
  { name: 'operations', arn: operationsTopic, recipients: recipients('ops@example.com') },
];

export const confirmed = (topic: string, endpoint: string): Subscription => ({
  protocol: 'email',
  endpoint,
  arn: `${topic}:00000000-0000-0000-0000-000000000000`,
});

const workspacesOf = (url: string) =>
  readConfiguration(
    `
workspaces:
  - { name: production, url: "${url}" }
  - { name: staging, url: "${url}", every: 5m }
`,
    'alerter.yaml',
  ).workspaces;

/** An AWS on loopback with a deployed alerter in which all is well, but that no check has been recorded. */
export const givenDeployment = async <T>(
  use: (deployment: GivenDeployment, aws: GivenAws) => Promise<T>,
  url = 'https://chat.example.com',
): Promise<T> => {
  const deployment: GivenDeployment = {
    stackStatus: 'UPDATE_COMPLETE',
    schedules: { production: 'ENABLED', staging: 'ENABLED' },
    selfCheck: 'ENABLED',
    raised: [],
    messages: { failed: 0, undelivered: 0 },
    subscriptions: {
      [alertTopic]: ['ops@example.com', 'boss@example.com'].map((address) => confirmed(alertTopic, address)),
      [operationsTopic]: [confirmed(operationsTopic, 'ops@example.com')],
    },
    parameters: new Map(),
    denied: new Set(),
    saysSchedules: true,
    relays: {},
    invoked: [],
  };
  const workspaces = workspacesOf(url);
  const selfCheckEvent: Omit<SelfCheckEvent, 'scheduledAt'> = {
    stack: 'RocketChatAlerter',
    docsUrl: null,
    workspaces: workspaces.map(({ name, everySeconds }) => ({ name, everySeconds })),
    get topics() {
      return topics.map((topic) =>
        topic.arn === alertTopic ? { ...topic, recipients: [...topic.recipients, ...relaysOf(deployment)] } : topic,
      );
    },
  };
  const others: OtherServices = (call, table) => {
    const action = call.target || (new URLSearchParams(call.body).get('Action') ?? `Scheduler.${call.method}`);
    if (deployment.denied.has(action)) return denied(action, call);
    if (call.path.includes('/functions/')) return invocation(call, deployment);
    if (action.startsWith('Scheduler')) return scheduler(call, deployment, workspaces, selfCheckEvent);
    const answer = answers[action];
    return answer === undefined ? null : answer(call, deployment, table);
  };
  return givenAws((aws) => use(deployment, aws), others);
};

const functionArn = (index: number): string => `arn:aws:lambda:eu-central-1:123456789012:function:Relay-${index}`;

const relaysOf = ({ relays }: GivenDeployment) =>
  Object.keys(relays).map((name, index) => ({ protocol: 'lambda', endpoint: functionArn(index), name }) as const);

const invocation = ({ path, body }: ServiceCall, { relays, invoked }: GivenDeployment): ServiceAnswer => {
  const [, index = ''] = /^\/2015-03-31\/functions\/Relay-(\d+)\/invocations$/.exec(path) ?? [];
  const answer = Object.values(relays)[Number(index)];
  if (index === '' || answer === undefined) return json({ Message: 'Function not found' }, 404);
  invoked.push(JSON.parse(body));
  return answer;
};

const json = (body: object, status = 200): ServiceAnswer => ({
  status,
  type: 'application/x-amz-json-1.0',
  body: JSON.stringify(body),
});

const xml = (action: string, result: string): ServiceAnswer => ({
  status: 200,
  type: 'text/xml',
  body: `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`,
});

const denied = (action: string, { target }: ServiceCall): ServiceAnswer =>
  target !== '' || action.startsWith('Scheduler')
    ? json({ __type: 'AccessDeniedException', message: 'no' }, 403)
    : {
        status: 403,
        type: 'text/xml',
        body: '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>',
      };

const statusPage = 'status-page-3C4D';
const statusPageEvent: StatusPageContent = {
  title: 'Status',
  pages: [{ workspace: 'production', title: 'Chat', everySeconds: 60 }],
  sinceSeconds: 2_592_000,
};

const scheduler = (
  { path }: ServiceCall,
  { schedules, selfCheck }: GivenDeployment,
  workspaces: ReturnType<typeof workspacesOf>,
  event: object,
): ServiceAnswer => {
  const name = /^\/schedules\/([^?]+)/.exec(path)?.[1];
  if (name === undefined) {
    const names = [...Object.keys(schedules), ...(selfCheck === null ? [] : ['self-check-1A2B']), statusPage];
    return json({ Schedules: names.map((Name) => ({ Name })) });
  }
  const workspace = workspaces.find((one) => one.name === name);
  const other = name === statusPage ? statusPageEvent : event;
  const input = workspace === undefined ? other : { workspace };
  const state = workspace === undefined ? selfCheck : schedules[name];
  return json({
    Name: name,
    State: state,
    Target: {
      Arn: 'arn:aws:lambda:eu-central-1:123456789012:function:f',
      RoleArn: 'arn',
      Input: JSON.stringify(input),
    },
  });
};

type Answering = (call: ServiceCall, deployment: GivenDeployment, table: string) => ServiceAnswer | null;

const alarmNames = ['RocketChatAlerter-Alerter-no-checks', 'RocketChatAlerter-Alerter-check-errors'];

const members = (items: readonly string[]): string => items.map((item) => `<member>${item}</member>`).join('');
const elements = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');

const answers: Readonly<Record<string, Answering>> = {
  DescribeStacks: ({ body }, { stackStatus, saysSchedules }, table) => {
    const StackName = new URLSearchParams(body).get('StackName') ?? '';
    if (StackName !== 'RocketChatAlerter') return null;
    const outputs = {
      HistoryTable: table,
      AlertTopic: alertTopic,
      FailedChecks: 'https://sqs.eu-central-1.amazonaws.com/123456789012/failed',
      UndeliveredAlerts: 'https://sqs.eu-central-1.amazonaws.com/123456789012/undelivered',
      ...(saysSchedules && { ScheduleGroup: 'Group' }),
    };
    const Outputs = members(
      Object.entries(outputs).map(([OutputKey, OutputValue]) => elements({ OutputKey, OutputValue })),
    );
    const stack = elements({ StackName, StackStatus: stackStatus, CreationTime: madeAt, Outputs });
    return xml('DescribeStacks', `<Stacks>${members([stack])}</Stacks>`);
  },
  ListStackResources: (_call, { subscriptions }) => {
    const resource = (ResourceType: string, PhysicalResourceId: string): string =>
      elements({
        LogicalResourceId: 'Some',
        ResourceType,
        PhysicalResourceId,
        LastUpdatedTimestamp: madeAt,
        ResourceStatus: 'CREATE_COMPLETE',
      });
    const made = Object.entries(subscriptions).flatMap(([topic, own]) =>
      own.map((_, index) => resource('AWS::SNS::Subscription', `${topic}:${index}`)),
    );
    const alarms = alarmNames.map((name) => resource('AWS::CloudWatch::Alarm', name));
    return xml(
      'ListStackResources',
      `<StackResourceSummaries>${members([...made, ...alarms])}</StackResourceSummaries>`,
    );
  },
  'GraniteServiceVersion20100801.DescribeAlarms': (_call, { raised }) =>
    json({
      MetricAlarms: raised.map((AlarmName) => ({
        AlarmName,
        AlarmDescription: 'CRITICAL: nothing is monitored.\nWhat to do: look.',
        StateUpdatedTimestamp: Date.parse(madeAt) / 1000,
      })),
    }),
  'AmazonSQS.GetQueueAttributes': ({ body }, { messages }) => {
    const count = body.includes('/failed') ? messages.failed : messages.undelivered;
    return json({
      Attributes: { ApproximateNumberOfMessages: String(count), ApproximateNumberOfMessagesNotVisible: '0' },
    });
  },
  ListSubscriptionsByTopic: ({ body }, { subscriptions }) => {
    const topic = new URLSearchParams(body).get('TopicArn') ?? '';
    const listed = (subscriptions[topic] ?? []).map(({ protocol, endpoint, arn }) =>
      elements({
        TopicArn: topic,
        Protocol: protocol,
        Endpoint: endpoint,
        SubscriptionArn: arn ?? 'PendingConfirmation',
        Owner: '123456789012',
      }),
    );
    return xml('ListSubscriptionsByTopic', `<Subscriptions>${members(listed)}</Subscriptions>`);
  },
  GetSubscriptionAttributes: ({ body }, { subscriptions }) => {
    const arn = new URLSearchParams(body).get('SubscriptionArn') ?? '';
    const [, topic = '', index = ''] = /^(.*):(\d+)$/.exec(arn) ?? [];
    const { endpoint = '' } = subscriptions[topic]?.[Number(index)] ?? {};
    const entries = Object.entries({ TopicArn: topic, Endpoint: endpoint }).map(
      ([key, value]) => `<entry>${elements({ key, value })}</entry>`,
    );
    return xml('GetSubscriptionAttributes', `<Attributes>${entries.join('')}</Attributes>`);
  },
  'AmazonSSM.GetParameter': ({ body }, { parameters }) => {
    const [, Name = ''] = /"Name":"([^"]*)"/.exec(body) ?? [];
    const Value = parameters.get(Name);
    return Value === undefined
      ? json({ __type: 'ParameterNotFound', message: 'no' }, 400)
      : json({ Parameter: { Name, Value, Type: 'SecureString' } });
  },
  Publish: () => xml('Publish', '<MessageId>1</MessageId>'),
};
