import { AbortError } from 'node-fetch';
import type { Clock } from '../../core/base/time.ts';
import { agentFor } from '../http/agents.ts';
import { type Answer, sendRequest, withinDeadline } from '../http/request.ts';
import { retryRequest } from '../http/retry.ts';
import { type AwsService, awsEndpoint } from './endpoint.ts';
import { awsErrorKindOf, isRetryable } from './error-kind.ts';
import { credentialsIn, signedHeaders } from './signed-request.ts';

/*
 * Calls to AWS without the SDK, for functions whose bundle would be mostly the SDK: that loads for longer than it takes
 * to hand on an alert.
 */

/** What a function knows of where it is. */
export interface FunctionTools {
  /** Its region, its credentials, and another endpoint where one is set. */
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
}

interface SmallCall {
  readonly service: AwsService;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What an answer that is no success says, as the protocol of the service has it. */
  readonly readError: (answer: Answer) => { readonly name: string; readonly message: string };
}

/** AWS refused a call, or did not answer; `name` is the name of the error, as in the SDK. */
class AwsCallError extends Error {
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

/** The body of the answer, tried again where that may help. Rejects as the SDK would. */
export async function callAws(call: SmallCall, tools: FunctionTools): Promise<string> {
  const { error, body } = await retryRequest(() => attempt(call, tools), limits, tools);
  if (error !== null) throw error;
  return body;
}

async function attempt(call: SmallCall, tools: FunctionTools) {
  try {
    const answer = await ask(call, tools);
    const error = errorOf(answer, call);
    const isPassing = error !== null && isRetryable(awsErrorKindOf(error));
    return { error, body: answer.body, retryAfterMilliseconds: isPassing ? 0 : null };
  } catch (error) {
    return { error: named(error), body: '', retryAfterMilliseconds: 0 };
  }
}

function errorOf(answer: Answer, { readError }: SmallCall): Error | null {
  if (answer.status === 200) return null;
  const { name, message } = readError(answer);
  return new AwsCallError(name, message, answer.status >= 500 ? 'server' : 'client');
}

/** No answer in time has the name that it has in the SDK. */
const named = (error: unknown): Error => {
  const { message } = error instanceof Error ? error : new Error(String(error));
  if (error instanceof AbortError) return new AwsCallError('TimeoutError', message, 'server');
  return error instanceof Error ? error : new Error(message);
};

function ask({ service, headers, body }: SmallCall, { environment, clock }: FunctionTools): Promise<Answer> {
  const region = environment['AWS_REGION'] ?? '';
  const url = new URL(`${awsEndpoint(service, region, environment)}/`);
  const credentials = credentialsIn(environment);
  const signed = signedHeaders({ url, headers, body }, { service, region, credentials, at: clock.now() });
  const send = { method: 'POST', body } as const;
  return withinDeadline(limits.callMilliseconds, (signal) =>
    sendRequest(url, { headers: signed, signal, bodyBytes, send, agent: agentFor(url, null) }),
  );
}
