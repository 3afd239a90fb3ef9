import type { PublishCommandInput } from '@aws-sdk/client-sns';
import type { Alert } from '../../core/alerts/alert.ts';
import { type AlertOrigin, unknownOrigin } from '../../core/alerts/origin.ts';
import { headingOf } from '../../core/alerts/sections.ts';
import { emailFrom } from '../../core/alerts/renderings/email.ts';
import { smsFrom } from '../../core/alerts/renderings/sms.ts';
import { subjectOf } from '../../core/alerts/subject.ts';
import { alertObject, alertObjectJson } from '../../core/alerts/to-alert-object.ts';
import { oneLine } from '../../core/text/one-line.ts';

/** SNS takes 256 KiB in all, attributes included. */
const maxJsonBytes = 44 * 1024;
const maxEmailBytes = 48 * 1024;
const maxAttributeLength = 256;

/**
 * An alert as SNS takes it: a text for each protocol, and attributes for filter policies. Protocols without a text of
 * their own (Firehose, `http`) deliver to machines, and get the `default`.
 */
export const snsMessage = (
  alert: Alert,
  origin: AlertOrigin = unknownOrigin,
): Omit<PublishCommandInput, 'TopicArn'> => {
  const subject = subjectOf(alert, origin);
  const object = alertObject(alert, origin);
  const json = alertObjectJson(object, maxJsonBytes);
  const email = linesThatFit(emailFrom(object), maxEmailBytes);
  const sms = smsFrom(headingOf(object));
  return {
    Subject: subject,
    MessageStructure: 'json',
    Message: JSON.stringify({ default: json, email, sms, sqs: json, lambda: json, https: json }),
    MessageAttributes: {
      workspace: { DataType: 'String', StringValue: oneLine(alert.workspace, maxAttributeLength) },
      severity: { DataType: 'String', StringValue: alert.severity },
      kinds: stringArray(alert.changes.map(({ incident }) => incident.kind)),
      ...(alert.afterSeconds !== undefined && {
        after: { DataType: 'String', StringValue: String(alert.afterSeconds) },
      }),
      change: stringArray(alert.changes.map(({ change }) => change)),
    },
  };
};

const stringArray = (values: readonly string[]): { DataType: 'String.Array'; StringValue: string } => ({
  DataType: 'String.Array',
  StringValue: JSON.stringify([...new Set(values)]),
});

const linesThatFit = (text: string, maxBytes: number): string => {
  if (Buffer.byteLength(JSON.stringify(text)) <= maxBytes) return text;
  const kept: string[] = [];
  let room = maxBytes - cutNote.length;
  for (const line of text.split('\n')) {
    room -= Buffer.byteLength(JSON.stringify(line));
    if (room < 0) break;
    kept.push(line);
  }
  return [...kept, cutNote].join('\n');
};
const cutNote = 'There is more than fits into a message: see the history.\n';
