import { AbortError } from 'node-fetch';
import { fieldsOf } from '../../core/base/json.ts';
import type { Clock } from '../../core/base/time.ts';
import { awsEndpoint } from '../aws/endpoint.ts';
import { type AwsCredentials, signedHeaders } from '../aws/signed-request.ts';
import { agentFor } from '../http/agents.ts';
import { readJson } from '../http/answer.ts';
import { type Answer, sendRequest, withinDeadline } from '../http/request.ts';
import { retryRequest } from '../http/retry.ts';
import type { ReadParameter } from './parameter-reader.ts';

interface ReaderOptions {
  /** Of a function: its region, its credentials, and another endpoint where one is set. */
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
}

/** SSM refused a call; `name` is the name of its error. */
class ParameterStoreError extends Error {
  readonly $fault: 'server' | 'client';

  constructor(name: string, message: string, fault: 'server' | 'client') {
    super(message);
    this.name = name;
    this.$fault = fault;
  }
}

const limits = {
  callMilliseconds: 3_000,
  inAllMilliseconds: 10_000,
  retries: 2,
  backoffMilliseconds: 200,
} as const;
const bodyBytes = 64 * 1024;

/** For a function whose bundle would be mostly the SDK: that loads for longer than it takes to post an alert. */
export const smallParameterReader =
  ({ environment, clock }: ReaderOptions): ReadParameter =>
  async (name) => {
    const attempt = async () => {
      try {
        const answer = await ask(name, environment, clock);
        const isPassing = answer.status >= 500 || /Throttl|TooManyRequests/.test(errorName(answer));
        return { answer, error: null, retryAfterMilliseconds: isPassing ? 0 : null };
      } catch (error) {
        return { answer: null, error: named(error), retryAfterMilliseconds: 0 };
      }
    };
    const { answer, error } = await retryRequest(attempt, limits, { clock });
    if (answer === null) throw error;
    if (answer.status !== 200) {
      const fault = answer.status >= 500 ? 'server' : 'client';
      const { message, Message = message } = fieldsOf(readJson(answer.body));
      throw new ParameterStoreError(errorName(answer), typeof Message === 'string' ? Message : '', fault);
    }
    const { Value } = fieldsOf(fieldsOf(readJson(answer.body))['Parameter']);
    return typeof Value === 'string' ? Value : '';
  };

/** No answer in time has the name that it has in the SDK. */
const named = (error: unknown): unknown =>
  error instanceof AbortError ? new ParameterStoreError('TimeoutError', error.message, 'server') : error;

/** `ParameterNotFound`; before it may stand a namespace, and behind it an address. */
const errorName = ({ body, headers }: Answer): string => {
  const { __type: type = headers.get('x-amzn-errortype') } = fieldsOf(readJson(body));
  return /([A-Za-z]+)(?::|$)/.exec(typeof type === 'string' ? type.replace(/^.*#/, '') : '')?.[1] ?? 'UnknownError';
};

const ask = (name: string, environment: NodeJS.ProcessEnv, clock: Clock): Promise<Answer> => {
  const region = environment['AWS_REGION'] ?? '';
  const body = JSON.stringify({ Name: name, WithDecryption: true });
  const request = {
    url: new URL(`${awsEndpoint('ssm', region, environment)}/`),
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.GetParameter' },
    body,
  };
  const credentials = credentialsIn(environment);
  const headers = signedHeaders(request, { service: 'ssm', region, credentials, at: clock.now() });
  return withinDeadline(limits.callMilliseconds, (signal) =>
    sendRequest(request.url, {
      headers,
      signal,
      bodyBytes,
      send: { method: 'POST', body },
      agent: agentFor(request.url, null),
    }),
  );
};

/** Those that Lambda gives to a function. */
const credentialsIn = (environment: NodeJS.ProcessEnv): AwsCredentials => ({
  accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
  secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
  sessionToken: environment['AWS_SESSION_TOKEN'],
});
