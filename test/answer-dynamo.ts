import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { LocalStore } from '../cli/store/local-store.ts';

/** Answers a request over HTTP as the real DynamoDB would, from a store within this process. */
export async function answerDynamo(
  store: LocalStore,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, json } = await store.answer(String(incoming.headers['x-amz-target']), await text(incoming));
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(json);
}
