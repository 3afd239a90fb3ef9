import { randomUUID } from 'node:crypto';
import { awsEndpoint } from '../../adapters/aws/endpoint.ts';
import { type AwsCredentials, signedHeaders } from '../../adapters/aws/signed-request.ts';
import { agentFor } from '../../adapters/http/agents.ts';
import { readJson } from '../../adapters/http/answer.ts';
import { readNetworkError } from '../../adapters/http/network-failure.ts';
import { type Answer, sendRequest, withinDeadline } from '../../adapters/http/request.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { fieldsOf } from '../../core/base/json.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { Problem } from '../base/problem.ts';

export interface Relay {
  /** The ARN of the function that hands alerts to a recipient. */
  readonly functionArn: string;
  /** The recipient, for a person. */
  readonly name: string;
}

/** As long as such a function may run, and what is around it. */
const callMilliseconds = 70_000;
const bodyBytes = 1024 * 1024;
const maxReasonLength = 500;

/**
 * Has a function hand on one alert, as if the topic had delivered it, and waits for what comes of it.
 *
 * @param message the alert as the topic delivers it
 * @throws Problem where it was not handed on
 */
export async function invokeRelay(
  { functionArn, name }: Relay,
  message: string,
  credentials: AwsCredentials,
): Promise<void> {
  const [, , , region = '', , , functionName = ''] = functionArn.split(':');
  const path = `/2015-03-31/functions/${functionName}/invocations`;
  const url = new URL(`${awsEndpoint('lambda', region, process.env)}${path}`);
  const body = JSON.stringify({ Records: [{ Sns: { MessageId: randomUUID(), Message: message } }] });
  const headers = signedHeaders(
    { url, headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'RequestResponse' }, body },
    { service: 'lambda', region, credentials, at: systemClock.now() },
  );
  const send = { method: 'POST', body } as const;
  const answer = await withinDeadline(callMilliseconds, (signal) =>
    sendRequest(url, { headers, signal, bodyBytes, send, agent: agentFor(url, null) }),
  ).catch((error: unknown): never => {
    const { failure } = readNetworkError(error, { host: url.host, callMilliseconds, bodyBytes });
    throw new Problem(`the test alert did not reach ${name}: ${failure.detail}`);
  });
  const problem = problemIn(answer);
  if (problem !== null) throw new Problem(`the test alert did not reach ${name}: ${problem}`);
}

const problemIn = ({ status, headers, body }: Answer): string | null => {
  const { errorMessage, Message, message = Message } = fieldsOf(readJson(body));
  if (status === 403) return 'these credentials do not allow it. Allow them lambda:InvokeFunction on its function';
  if (status === 404) return 'its function does not exist any more. Deploy the stack again';
  const said = (text: unknown): string =>
    typeof text === 'string' ? oneLine(text, maxReasonLength) : 'no reason given';
  if (status >= 300) return `Lambda answered HTTP ${status}: ${said(message)}`;
  return headers.get('x-amz-function-error') === null ? null : said(errorMessage);
};
