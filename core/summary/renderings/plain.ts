import type { SummaryObject } from '../summary-object.ts';
import { summaryParts } from '../text.ts';

/** Lines for a terminal and a mail; a blank line stands between parts. */
export const plainLines = (summary: SummaryObject): readonly string[] =>
  summaryParts(summary).flatMap(({ heading, lines }, index) => {
    const isList = heading !== null && lines.length > 1;
    return [
      ...(index === 0 ? [] : ['']),
      ...(heading === null ? [] : [`${heading}:`]),
      ...lines.map((line) => (isList ? `- ${line}` : line)),
    ];
  });

/** The text under a summary's subject. */
export const summaryEmail = (summary: SummaryObject): string => `${plainLines(summary).join('\n')}\n`;
