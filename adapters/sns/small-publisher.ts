import { callAws, type FunctionTools } from '../aws/small-call.ts';
import type { Answer } from '../http/request.ts';

/** Publishes a text to a topic without the SDK. Rejects as the SDK would. */
export async function publishText(
  { topicArn, text }: { readonly topicArn: string; readonly text: string },
  tools: FunctionTools,
): Promise<void> {
  const form = { Action: 'Publish', Version: '2010-03-31', TopicArn: topicArn, Message: text };
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/xml' };
  await callAws({ service: 'sns', headers, body: new URLSearchParams(form).toString(), readError }, tools);
}

/** `<ErrorResponse><Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error>` */
const readError = ({ body }: Answer) => ({
  name: textIn(body, 'Code') ?? 'UnknownError',
  message: textIn(body, 'Message') ?? '',
});

const textIn = (xml: string, element: string): string | null =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1] ?? null;
