import { linesWithin } from '../../alerts/renderings/fit.ts';
import { mrkdwn, mrkdwnLine } from '../../alerts/renderings/mrkdwn.ts';
import type { SlackBlock, SlackMessage } from '../../alerts/renderings/slack.ts';
import { cutAtWord } from '../../text/words.ts';
import type { SummaryObject } from '../summary-object.ts';
import { type SummaryPart, summaryParts } from '../text.ts';

const maxHeaderLength = 150;
/** Slack allows 3,000 in a text object; ten workspaces and what is around them take half of that. */
const maxTextLength = 2_900;
const maxLineLength = 250;

/** A summary for an incoming webhook of Slack, Rocket.Chat or Mattermost. */
export const slackSummary = (summary: SummaryObject): SlackMessage => {
  const title = mrkdwn(summary.title);
  const texts = summaryParts(summary).map(partText);
  const header: SlackBlock = {
    type: 'header',
    text: { type: 'plain_text', text: cutAtWord(summary.title.replace(/[&<>]/g, ' '), maxHeaderLength), emoji: false },
  };
  return {
    text: linesWithin([`*${title}*`, ...texts].join('\n\n'), maxTextLength),
    blocks: [header, ...texts.map(section)],
  };
};

const partText = ({ heading, lines }: SummaryPart): string =>
  [
    ...(heading === null ? [] : [`*${mrkdwn(heading)}*`]),
    ...lines.map((line) => `${heading === null ? '' : '• '}${mrkdwnLine(line, maxLineLength)}`),
  ].join('\n');

const section = (text: string): SlackBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: linesWithin(text, maxTextLength), verbatim: true },
});
