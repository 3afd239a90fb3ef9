import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import * as v from 'valibot';
import { withServer } from '../servers.ts';

/** What a parameter store was given, and how it answers. */
export interface Store {
  readonly parameters: Map<string, { readonly Value: string; readonly Type: string; readonly KeyId?: string }>;
  /** The error it answers every call with; null: it works. */
  refusesWith: string | null;
}

const callSchema = v.object({
  Name: v.string(),
  Value: v.optional(v.string(), ''),
  Type: v.optional(v.string(), ''),
  KeyId: v.optional(v.string()),
});

const answer = async ({ parameters, refusesWith }: Store, request: IncomingMessage, response: ServerResponse) => {
  const { Name, Value, Type, KeyId } = v.parse(callSchema, await json(request));
  const isCall = (name: string): boolean => String(request.headers['x-amz-target']).endsWith(`.${name}`);
  if (isCall('PutParameter') && refusesWith === null)
    parameters.set(Name, { Value, Type, ...(KeyId !== undefined && { KeyId }) });
  const found = parameters.get(Name);
  const refusal = refusesWith ?? (found === undefined ? 'ParameterNotFound' : null);
  if (isCall('DeleteParameter') && refusal === null) parameters.delete(Name);
  const body = refusal === null ? { Parameter: { Name, ...found } } : { __type: refusal, message: 'as it is' };
  response.writeHead(refusal === null ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(body));
};

const environmentFor = (url: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_EC2_METADATA_DISABLED: 'true',
  HOME: '/nonexistent',
});

/** A parameter store that this process's AWS clients find, for as long as `use` takes. */
export const withParameterStore = <T>(use: (store: Store) => Promise<T>): Promise<T> => {
  const store: Store = { parameters: new Map(), refusesWith: null };
  return withServer(
    (request, response) => void answer(store, request, response),
    async (url) => {
      const before = { ...process.env };
      Object.assign(process.env, environmentFor(url));
      try {
        return await use(store);
      } finally {
        process.env = before;
      }
    },
  );
};
