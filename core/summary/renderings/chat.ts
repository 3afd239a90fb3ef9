import type { ChatPost } from '../../alerts/renderings/chat-post.ts';
import type { ChatStyle } from '../../alerts/renderings/chat-text.ts';
import { linesWithin } from '../../alerts/renderings/fit.ts';
import { oneLine } from '../../text/one-line.ts';
import { cutAtWord } from '../../text/words.ts';
import type { SummaryObject } from '../summary-object.ts';
import { summaryParts } from '../text.ts';

const maxLineLength = 400;

/** A summary for the chats of `alerts.services`. */
export const summaryPost = (summary: SummaryObject): ChatPost => ({
  id: summary.id,
  at: summary.to,
  heading: summary.title,
  mood: 'summary',
  links: [],
  textIn: (style, maxLength) => textIn(summary, style, maxLength),
});

const textIn = (summary: SummaryObject, style: ChatStyle, maxLength: number): string => {
  const line = (text: string): string => style.escape(cutAtWord(oneLine(text, 2 * maxLineLength), maxLineLength));
  const text = summaryParts(summary)
    .map(({ heading, lines }) =>
      [
        ...(heading === null ? [] : [style.bold(style.escape(heading))]),
        ...lines.map((one) => (heading === null ? line(one) : `• ${line(one)}`)),
      ].join('\n'),
    )
    .join('\n\n');
  return linesWithin(text, maxLength, style.lengthOf);
};
