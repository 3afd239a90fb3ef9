import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { type AwsEndpoint, openAwsEndpoint } from '../bench/aws-endpoint.ts';
import { type LocalStore, openLocalStore } from '../cli/store/local-store.ts';

export type Service = 'DynamoDB' | 'SNS' | 'SSM';

/** A message that a topic took. */
export interface Published {
  readonly topic: string;
  readonly message: string;
}

/** What stands in for AWS, on one port of this machine: an embedded DynamoDB, topics, and parameters. */
export interface LoopbackAws extends AwsEndpoint {
  readonly store: LocalStore;
  /** What SSM holds, by name. */
  readonly parameters: Map<string, string>;
  /** What was published so far, in order. */
  readonly published: readonly Published[];
  /** Services that take calls and do not answer. */
  readonly hanging: Set<Service>;
  /** How many calls were taken by those that hang. */
  readonly unanswered: number;
}

const publishRequest = v.object({ TopicArn: v.string(), Message: v.string() });
const parameterRequest = v.pipe(v.string(), v.parseJson(), v.object({ Name: v.string() }));

export async function openLoopbackAws(): Promise<LoopbackAws> {
  const store = await openLocalStore(null);
  const parameters = new Map<string, string>();
  const published: Published[] = [];
  const hanging = new Set<Service>();
  let unanswered = 0;

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const service = serviceOf(incoming);
    if (hanging.has(service)) unanswered += 1;
    else if (service === 'DynamoDB') await answerDynamo(incoming, response, store);
    else if (service === 'SSM') answerParameter(await text(incoming), response, parameters);
    else published.push(takePublished(await text(incoming), response, published.length));
  }

  return {
    ...(await openAwsEndpoint(store, answer)),
    store,
    parameters,
    published,
    hanging,
    get unanswered() {
      return unanswered;
    },
  };
}

const serviceOf = ({ headers }: IncomingMessage): Service => {
  const target = String(headers['x-amz-target'] ?? '');
  if (target.startsWith('DynamoDB')) return 'DynamoDB';
  return target.startsWith('AmazonSSM') ? 'SSM' : 'SNS';
};

async function answerDynamo(incoming: IncomingMessage, response: ServerResponse, store: LocalStore): Promise<void> {
  const { status, json } = await store.answer(String(incoming.headers['x-amz-target']), await text(incoming));
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' }).end(json);
}

function answerParameter(body: string, response: ServerResponse, parameters: ReadonlyMap<string, string>): void {
  const { Name } = v.parse(parameterRequest, body);
  const Value = parameters.get(Name);
  response.writeHead(Value === undefined ? 400 : 200, { 'Content-Type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(Value === undefined ? { __type: 'ParameterNotFound' } : { Parameter: { Name, Value } }));
}

function takePublished(body: string, response: ServerResponse, number: number): Published {
  const asked = v.parse(publishRequest, Object.fromEntries(new URLSearchParams(body)));
  response.writeHead(200, { 'Content-Type': 'text/xml' });
  response.end(
    `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${number}</MessageId></PublishResult></PublishResponse>`,
  );
  return { topic: asked.TopicArn, message: asked.Message };
}
