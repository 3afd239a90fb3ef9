import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { type LocalStore, openLocalStore } from '../../cli/store/local-store.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import { type AwsEndpoint, openAwsEndpoint } from '../aws-endpoint.ts';

/** A call of AWS, as the function made it. */
export interface AwsCall {
  /** `DynamoDB.Query` */
  readonly name: string;
  /** Capacity units; 0 for what is not billed by them. */
  readonly units: number;
}

/** What stands in for AWS: an embedded DynamoDB that says what calls consume, and SSM with the credentials. */
export interface Cloud extends AwsEndpoint {
  /** Every call so far, in order. */
  readonly calls: readonly AwsCall[];
  readonly store: LocalStore;
}

const refuse = ({ url }: IncomingMessage): Promise<void> => Promise.reject(new Error(`nobody answers ${url}`));

/** A query that finds nothing, which the embedded DynamoDB counts as nothing: that of the silences, on a quiet day. */
const minUnits = 0.5;

const consumed = v.object({ ConsumedCapacity: v.optional(v.object({ CapacityUnits: v.number() })) });

/** @param other what is made of a call that is for none of these services. @default it is broken off */
export async function openCloud(
  other: (request: IncomingMessage, response: ServerResponse) => Promise<void> = refuse,
): Promise<Cloud> {
  const store = await openLocalStore(null);
  const calls: AwsCall[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers['x-amz-target'] === undefined) return other(request, response);
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

  return { ...(await openAwsEndpoint(store, answer)), calls, store };
}
