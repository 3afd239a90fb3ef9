import type { Message } from '@aws-sdk/client-sqs';
import * as v from 'valibot';

const parsed = v.pipe(v.string(), v.parseJson());

const messageSchema = v.object({
  Body: v.pipe(
    parsed,
    v.object({
      type: v.literal('alert'),
      id: v.string(),
      workspace: v.string(),
      takenAt: v.pipe(v.string(), v.isoTimestamp()),
      severity: v.string(),
      changes: v.array(
        v.object({ change: v.string(), kind: v.string(), subjects: v.array(v.string()), summary: v.string() }),
      ),
    }),
  ),
  MessageAttributes: v.record(v.string(), v.object({ DataType: v.string(), StringValue: v.string() })),
});

/** An alert as it arrives in a queue: the alert object, and the attributes that filter policies go by. */
export const readAlertMessage = (message: Message) => {
  const { Body: alert, MessageAttributes: attributes } = v.parse(messageSchema, message);
  const attributeValues = Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue }]) => [
      name,
      DataType === 'String.Array' ? v.parse(parsed, StringValue) : StringValue,
    ]),
  );
  return { alert, attributes: attributeValues };
};
