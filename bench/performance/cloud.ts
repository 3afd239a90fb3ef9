import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { openLocalStore } from '../../cli/store/local-store.ts';
import { environment } from '../../lambda/check/environment.ts';
import { simulatedCredentials } from '../../simulator/options.ts';

/** A call of AWS, as the function made it. */
export interface AwsCall {
  /** `DynamoDB.Query` */
  readonly name: string;
  /** Capacity units; 0 for what is not billed by them. */
  readonly units: number;
}

/** What stands in for AWS: an embedded DynamoDB that says what calls consume, and SSM with the credentials. */
export interface Cloud {
  /** As the function finds them in Lambda. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every call so far, in order. */
  readonly calls: readonly AwsCall[];
  readonly store: Awaited<ReturnType<typeof openLocalStore>>;
  close(): Promise<void>;
}

/** A query that finds nothing, which the embedded DynamoDB counts as nothing: that of the silences, on a quiet day. */
const minUnits = 0.5;

const consumed = v.object({ ConsumedCapacity: v.optional(v.object({ CapacityUnits: v.number() })) });

export async function openCloud(): Promise<Cloud> {
  const store = await openLocalStore(null);
  const calls: AwsCall[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = String(request.headers['x-amz-target']).replace(/^Amazon|_\d+/g, '');
    const body = await text(request);
    if (!name.startsWith('DynamoDB.')) {
      calls.push({ name, units: 0 });
      const Parameter = { Value: JSON.stringify(simulatedCredentials) };
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify({ Parameter }));
      return;
    }
    const counting = body.replace(/^\{/, '{"ReturnConsumedCapacity":"TOTAL",');
    const { status, json } = await store.answer(String(request.headers['x-amz-target']), counting);
    const { ConsumedCapacity, ...said } = v.parse(
      v.pipe(v.string(), v.parseJson(), v.looseObject(consumed.entries)),
      json,
    );
    calls.push({ name, units: Math.max(minUnits, ConsumedCapacity?.CapacityUnits ?? 0) });
    response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' }).end(JSON.stringify(said));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      [environment.historyTable]: store.table,
      [environment.alertTopic]: 'arn:aws:sns:us-east-1:123456789012:alerts',
    },
    calls,
    store,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await store.close();
    },
  };
}
