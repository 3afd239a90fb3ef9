import { type PublishCommandInput, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import * as v from 'valibot';
import type { Asked, Sender } from './wire.ts';

/** What a subscriber got. */
export type Delivery = Pick<PublishCommandInput, 'Message' | 'Subject'>;

/** A topic with one subscriber. */
export interface Topic {
  readonly arn: string;
  readonly client: SNSClientConfig;
  /** Takes what the clients send. */
  readonly sender: Sender;
  /** What came, in the order in which it came. */
  readonly deliveries: () => readonly Delivery[];
}

const client: SNSClientConfig = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};

/**
 * A topic that takes the requests of the clients, as they would go over the wire, and keeps what they publish. It
 * stands in for SNS where thousands of histories are played: what is of interest is what was sent, and how often.
 */
export function recordingTopic(): Topic {
  const deliveries: Delivery[] = [];
  const handle = ({ body }: Asked) => {
    const fields = new URLSearchParams(String(body));
    deliveries.push({ Message: fields.get('Message') ?? '', Subject: fields.get('Subject') ?? '' });
    return Promise.resolve({ response: { statusCode: 200, headers: { 'content-type': 'text/xml' }, body: published } });
  };
  return {
    arn: 'arn:aws:sns:us-east-1:123456789012:alerts',
    client,
    sender: { handle },
    deliveries: () => deliveries,
  };
}

const published = Buffer.from(
  `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>`,
);

const envelope = v.pipe(v.string(), v.parseJson(), v.object({ Message: v.string(), Subject: v.string() }));

let topics = 0;

/** A topic of an SNS that is spoken to over the wire, and a queue that is subscribed to it. */
export function wiredTopic(server: FauxqsServer): Topic {
  const name = `alerts-${(topics += 1)}`;
  const { topicArn } = server.createTopic(name);
  server.createQueue(name);
  server.subscribe({ topic: name, queue: name });
  const wired = { ...client, endpoint: `http://127.0.0.1:${server.port}` };
  return {
    arn: topicArn,
    client: wired,
    sender: new SNSClient(wired).config.requestHandler,
    deliveries: () => (server.inspectQueue(name)?.messages.ready ?? []).map(({ body }) => v.parse(envelope, body)),
  };
}

export const startSns = (): Promise<FauxqsServer> => startFauxqs({ port: 0, logger: false });
