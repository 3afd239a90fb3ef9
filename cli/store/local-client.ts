import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What DynamoDB answers: a status, and JSON. */
export interface DynamoAnswer {
  readonly status: number;
  readonly json: string;
}

/** What answers as DynamoDB does, on this machine. */
export interface Answering {
  /**
   * @param target the operation as the header `X-Amz-Target` names it: `DynamoDB_20120810.Query`
   * @param body JSON
   */
  answer(target: string, body: string): Promise<DynamoAnswer>;
}

/** The name of the table in every store. */
export const localTable = 'rocketchat-alerter-history';

/** A client of the SDK whose requests go to what answers on this machine, and to no network. */
export const localClient = (store: Answering): DynamoDBClient =>
  new DynamoDBClient({
    requestHandler: handlerFor(store),
    // Nothing is sent there: the SDK wants to know where it would be.
    endpoint: 'http://in-process.invalid',
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const handlerFor = (store: Answering): DynamoDBClient['config']['requestHandler'] => ({
  handle: async ({ headers, body }: Request) => {
    const { status, json } = await store.answer(headers['x-amz-target'] ?? '', textOf(body));
    const type = { 'content-type': 'application/x-amz-json-1.0' };
    return { response: { statusCode: status, headers: type, body: new TextEncoder().encode(json) } };
  },
  updateHttpClientConfig: () => undefined,
  httpHandlerConfigs: () => ({}),
  metadata: { handlerProtocol: 'in-process' },
});

const textOf = (body: unknown): string => (body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body));

/** An error of the service itself, as DynamoDB words it. */
export const serverError = (message: string): DynamoAnswer => ({
  status: 500,
  json: JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message }),
});
