import type { AmazonQMessage } from '../../alerts/renderings/amazon-q.ts';
import { linesWithin } from '../../alerts/renderings/fit.ts';
import { mrkdwn, mrkdwnLine } from '../../alerts/renderings/mrkdwn.ts';
import type { SummaryObject } from '../summary-object.ts';
import { summaryParts } from '../text.ts';

const maxTitleLength = 200;
/** Slack takes 3,000 characters in a section. */
const maxDescriptionLength = 2_500;
const maxLineLength = 200;

/** A summary as a custom notification, in a thread of its own. */
export const amazonQSummary = (summary: SummaryObject): AmazonQMessage => {
  const title = mrkdwnLine(summary.title, maxTitleLength);
  return {
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title,
      description: descriptionOf(summary),
      nextSteps: [],
      keywords: ['summary'],
    },
    metadata: {
      threadId: summary.id,
      summary: title,
      eventType: 'summary',
      relatedResources: [],
      additionalContext: { from: summary.from, to: summary.to },
    },
  };
};

const descriptionOf = (summary: SummaryObject): string => {
  const parts = summaryParts(summary).map(({ heading, lines }) =>
    [
      ...(heading === null ? [] : [`**${mrkdwn(heading)}**`]),
      ...lines.map((line) => `${heading === null ? '' : '• '}${mrkdwnLine(line, maxLineLength)}`),
    ].join('\n'),
  );
  return linesWithin(parts.join('\n\n'), maxDescriptionLength);
};
