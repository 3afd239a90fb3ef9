import { SNSClient } from '@aws-sdk/client-sns';
import { startFauxqs } from 'fauxqs';
import { serveHttp } from '../../servers.ts';

/** What a queue got through its subscription. */
export interface Received {
  /** The texts by protocol: the local SNS hands them on as they are, where the real one picks one. */
  readonly texts: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly attributes: Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;
}

/** A local SNS and SQS with one topic, spoken to over the wire. */
export interface LocalTopic {
  readonly sns: SNSClient;
  readonly topicArn: string;
  /** Subscribes a new queue, and gives what has reached it. */
  subscribe(
    filterPolicy?: Readonly<Record<string, ReadonlyArray<string | { readonly exists: boolean }>>>,
  ): () => readonly Received[];
  readonly close: () => Promise<void>;
}

const clientOf = (port: number): SNSClient =>
  new SNSClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });

export const givenTopic = async (): Promise<LocalTopic> => {
  const server = await startFauxqs({ port: 0, logger: false });
  const sns = clientOf(server.port);
  const { topicArn } = server.createTopic('alerts');
  let queues = 0;
  const subscribe: LocalTopic['subscribe'] = (filterPolicy) => {
    const queue = `queue-${(queues += 1)}`;
    server.createQueue(queue);
    const attributes = filterPolicy && { FilterPolicy: JSON.stringify(filterPolicy) };
    server.subscribe({ topic: 'alerts', queue, ...(attributes && { attributes }) });
    return () => (server.inspectQueue(queue)?.messages.ready ?? []).map(({ body }) => readEnvelope(body));
  };
  const close = async (): Promise<void> => {
    sns.destroy();
    await server.stop();
  };
  return { sns, topicArn, subscribe, close };
};

const readEnvelope = (body: string): Received => {
  const { Message, Subject, MessageAttributes } = JSON.parse(body) as {
    Message: string;
    Subject: string;
    MessageAttributes: Received['attributes'];
  };
  return {
    texts: JSON.parse(Message) as Received['texts'],
    subject: Subject,
    attributes: MessageAttributes,
  };
};

/** A server that fails every call as SNS would; null: none that answers. */
export const givenFailingSns = async (
  failure: { readonly status: number; readonly code: string } | null,
): Promise<{ readonly sns: SNSClient; readonly close: () => Promise<void> }> => {
  const server = await serveHttp((request, response) => {
    request.resume();
    response.writeHead(failure?.status ?? 200, { 'Content-Type': 'text/xml' });
    response.end(
      `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${failure?.code ?? ''}</Code><Message>no</Message></Error></ErrorResponse>`,
    );
  });
  const sns = clientOf(server.port);
  const close = async (): Promise<void> => {
    sns.destroy();
    await server.close();
  };
  if (failure === null) await server.close();
  return { sns, close };
};
