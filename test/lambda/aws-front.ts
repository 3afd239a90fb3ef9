import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { startFauxqs } from 'fauxqs';
import * as v from 'valibot';
import { openLocalStore } from '../../cli/store/local-store.ts';
import { answerDynamo } from '../answer-dynamo.ts';
import { serveHttp } from '../servers.ts';

/** One endpoint for DynamoDB, SNS and SSM that counts what it is asked. */
export interface AwsFront {
  readonly url: string;
  readonly table: string;
  /** `Service.Operation`, in the order in which they came. */
  readonly calls: string[];
  /** What SSM holds, by name. */
  readonly parameters: Map<string, string>;
  readonly snsUrl: string;
  /** Subscribes a queue to a topic, and gives the alerts that have reached it. */
  subscribe(topic: string): () => readonly unknown[];
  close(): Promise<void>;
}

export async function openAwsFront(): Promise<AwsFront> {
  const [store, fauxqs] = await Promise.all([openLocalStore(null), startFauxqs({ port: 0, logger: false })]);
  const calls: string[] = [];
  const parameters = new Map<string, string>();

  const server = await serveHttp((incoming, response) => {
    const target = String(incoming.headers['x-amz-target'] ?? 'SNS.Publish');
    calls.push(target.replace(/_\d+/, ''));
    if (target.startsWith('AmazonSSM')) void answerParameter(incoming, response, parameters);
    else if (target.startsWith('DynamoDB'))
      void answerDynamo(store, incoming, response).catch(() => response.destroy());
    else forward(incoming, response, fauxqs.port);
  });
  return {
    url: server.url,
    table: store.table,
    calls,
    parameters,
    snsUrl: `http://127.0.0.1:${fauxqs.port}`,
    subscribe: (topic) => {
      const queue = `${topic}-subscribed`;
      fauxqs.createQueue(queue);
      fauxqs.subscribe({ topic, queue, attributes: { RawMessageDelivery: 'true' } });
      return () => (fauxqs.inspectQueue(queue)?.messages.ready ?? []).map(({ body }) => alertIn(body));
    },
    close: async () => {
      await Promise.all([server.close(), store.close(), fauxqs.stop()]);
    },
  };
}

/** The local SNS hands on the texts for all protocols, where the real one picks one. */
const alertIn = (body: string): unknown =>
  JSON.parse(v.parse(v.pipe(v.string(), v.parseJson(), v.object({ default: v.string() })), body).default);

function forward(incoming: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path, headers } = incoming;
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
}

async function answerParameter(
  incoming: IncomingMessage,
  response: ServerResponse,
  parameters: ReadonlyMap<string, string>,
): Promise<void> {
  const { Name } = v.parse(v.object({ Name: v.string() }), await json(incoming));
  const Value = parameters.get(Name);
  const type = 'application/x-amz-json-1.1';
  if (Value === undefined) {
    response.writeHead(400, { 'content-type': type }).end(JSON.stringify({ __type: 'ParameterNotFound' }));
  } else {
    response.writeHead(200, { 'content-type': type }).end(JSON.stringify({ Parameter: { Name, Value } }));
  }
}
