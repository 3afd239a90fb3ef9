import type { PublishCommandInput } from '@aws-sdk/client-sns';
import { summaryEmail } from '../../core/summary/renderings/plain.ts';
import type { SummaryObject } from '../../core/summary/summary-object.ts';
import { ascii } from '../../core/text/ascii.ts';
import { cutAtWord } from '../../core/text/words.ts';

/** In place of that of an alert. */
export const summarySeverity = 'summary';

/** By what filter policies know a summary of an audience: no workspace has such a name, because of the slash. */
export const summaryAttributes = (audience: string) =>
  ({ severity: summarySeverity, workspace: `/summary-${audience}` }) as const;

/** SNS takes subjects of less than 100 characters. */
const maxSubjectLength = 99;

/** A summary as SNS takes it: for people as text, for what posts it as JSON. It takes a few kilobytes of 256. */
export const summaryMessage = (summary: SummaryObject, audience: string): Omit<PublishCommandInput, 'TopicArn'> => {
  const json = JSON.stringify(summary);
  const { severity, workspace } = summaryAttributes(audience);
  const subject = cutAtWord(ascii(summary.title, 4 * maxSubjectLength), maxSubjectLength);
  return {
    Subject: subject,
    MessageStructure: 'json',
    Message: JSON.stringify({ default: json, email: summaryEmail(summary), sms: subject }),
    MessageAttributes: {
      workspace: { DataType: 'String', StringValue: workspace },
      severity: { DataType: 'String', StringValue: severity },
    },
  };
};
