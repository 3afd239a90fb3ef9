import type { RequestListener } from 'node:http';
import { type LocalStore, openLocalStore } from '../../cli/store/local-store.ts';
import { answerDynamo } from '../answer-dynamo.ts';
import { withServer } from '../servers.ts';

/** What AWS says to every call, whatever the service, once it refuses one. */
interface Refusal {
  readonly name: string;
  readonly message: string;
}

export interface GivenAws {
  readonly store: LocalStore;
  /** Has every further call refused so. */
  readonly refuse: (refusal: Refusal) => void;
}

const withoutAws: NodeJS.ProcessEnv = {
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
};
const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** Sets variables of this process, whose AWS ones are none but these, for as long as `use` takes. */
export const withEnvironment = async <T>(variables: NodeJS.ProcessEnv, use: () => Promise<T>): Promise<T> => {
  const before = { ...process.env };
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_') && !name.startsWith('AWS_SDK_JS')) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, withoutAws, variables);
  try {
    return await use();
  } finally {
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
};

export const withoutCredentials = <T>(use: () => Promise<T>): Promise<T> =>
  withEnvironment({ AWS_REGION: 'eu-central-1' }, use);

/** A call of another service than DynamoDB. */
export interface ServiceCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** `Service.Operation`; empty where the service has none. */
  readonly target: string;
  readonly body: string;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers calls of other services; null: as it is answered without. */
export type OtherServices = (call: ServiceCall, table: string) => ServiceAnswer | null;

/** An AWS on loopback that has a history table and a stack `RocketChatAlerter` whose outputs name it. */
export const givenAws = async <T>(
  use: (aws: GivenAws) => Promise<T>,
  others: OtherServices = () => null,
): Promise<T> => {
  const store = await openLocalStore(null);
  let refusal: Refusal | null = null;
  const listener: RequestListener = (incoming, response) => {
    const isDynamo = String(incoming.headers['x-amz-target']).startsWith('DynamoDB');
    if (isDynamo && refusal === null) {
      void answerDynamo(store, incoming, response).catch(() => response.destroy());
    } else if (isDynamo) {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: `com.amazon.coral.service#${refusal?.name ?? ''}`, ...refusal }));
    } else {
      let body = '';
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
      incoming.on('end', () => {
        const { method = '', url: path = '', headers } = incoming;
        const call = { method, path, target: String(headers['x-amz-target'] ?? ''), body };
        const answer = refusal === null ? others(call, store.table) : null;
        if (answer !== null) {
          response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers }).end(answer.body);
          return;
        }
        const { status, xml } = refusal === null ? answerOf(body, store.table) : refused(refusal);
        response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
      });
    }
  };
  try {
    return await withServer(listener, (url) =>
      withEnvironment({ ...credentials, AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: url }, () =>
        use({ store, refuse: (next) => (refusal = next) }),
      ),
    );
  } finally {
    await store.close();
  }
};

/** CloudFormation's DescribeStacks, as it answers. */
const answerOf = (body: string, table: string) => {
  const name = new URLSearchParams(body).get('StackName') ?? '';
  const outputs = { RocketChatAlerter: `<member>${output('HistoryTable', table)}</member>`, Other: '' }[name];
  return outputs === undefined
    ? refused({ name: 'ValidationError', message: `Stack with id ${name} does not exist` })
    : { status: 200, xml: described(name, outputs) };
};

const output = (key: string, value: string): string =>
  `<OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue>`;

const described = (name: string, outputs: string): string =>
  `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>
    <member><StackName>${name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus>
    <CreationTime>2026-11-21T12:00:00.000Z</CreationTime><Outputs>${outputs}</Outputs></member>
  </Stacks></DescribeStacksResult></DescribeStacksResponse>`;

const refused = ({ name, message }: Refusal) => ({
  status: 400,
  xml: `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});
