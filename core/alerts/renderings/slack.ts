import type { AlertObject } from '../alert-object.ts';
import { columns } from '../../text/columns.ts';
import { lengthOf, linesThatFit } from './fit.ts';
import { mrkdwn, mrkdwnAdvice, mrkdwnLine, mrkdwnLink } from './mrkdwn.ts';
import {
  clusterLines,
  clusterRows,
  clusterText,
  footerText,
  headingOf,
  linksIn,
  type Section,
  sectionsOf,
} from '../sections.ts';
import { cutAtWord } from '../../text/words.ts';

interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** What looks like an address, a channel or a person stays text. */
  readonly verbatim: true;
}

export type SlackBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly text: Mrkdwn }
  | { readonly type: 'context'; readonly elements: readonly Mrkdwn[] };

/** What an incoming webhook takes. Those of Rocket.Chat and Mattermost go by the `text`, which says it all, too. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

const maxBlocks = 50;
const maxHeaderLength = 150;
/** Slack allows 3,000 in a text object, escapes counted as written. */
const maxTextLength = 2900;
/** Before escaping, which makes a character five at most. */
const maxLineLength = 500;
const maxLines = 5;
const maxRows = 10;
const maxCellWidth = 40;
/** What a phone shows of a line of code. Where a row is wider, columns would only break it. */
const maxColumnsWidth = 40;
/** Where there are more sections, advice is of the first alone, and evidence is left out: a phone shows little. */
const maxAdvisedSections = 3;

/** An alert as Slack's Block Kit lays it out, the worst first. */
export const slackMessage = (alert: AlertObject): SlackMessage => {
  const sections = sectionsOf(alert, maxLines);
  return { text: fallback(alert, sections), blocks: blocksOf(alert, sections) };
};

const blocksOf = (alert: AlertObject, sections: readonly Section[]): readonly SlackBlock[] => {
  const { silenceCommand } = alert;
  const head: SlackBlock = {
    type: 'header',
    text: { type: 'plain_text', text: cutAtWord(plain(headingOf(alert)), maxHeaderLength), emoji: false },
  };
  const foot: readonly SlackBlock[] = [
    section(clusterBlock(alert)),
    ...linkLines(alert).map(context),
    ...(silenceCommand === undefined ? [] : [context(`Mute for 2 h: \`${silenceCommand}\``)]),
    context(line(footerText(alert))),
  ];
  const isFew = sections.length <= maxAdvisedSections;
  const body = sections.flatMap((one, index) =>
    sectionBlocks(one, { isFew, isFirst: index === 0, isAlone: sections.length === 1 }),
  );
  return [head, ...body.slice(0, maxBlocks - 1 - foot.length), ...foot];
};

/** A header formats nothing, and is not escaped for: what would be an escape is left out. */
const plain = (text: string): string => text.replace(/[&<>]/g, ' ');

/** All links on one line, of which a chat shows the labels. */
const linkLines = (alert: AlertObject): readonly string[] => {
  const links = linksIn(alert).map(mrkdwnLink);
  return links.length === 0 ? [] : [links.join(' · ')];
};

interface Place {
  readonly isFew: boolean;
  readonly isFirst: boolean;
  readonly isAlone: boolean;
}

const sectionBlocks = (one: Section, { isFew, isFirst, isAlone }: Place): readonly SlackBlock[] => {
  const isOne = one.lines.length + one.omitted === 1;
  // The header says it already.
  const top = isAlone ? emojiOf(one) : `${emojiOf(one)} *${mrkdwn(one.heading)}*`;
  const advice = one.advice === null || !(isFew || isFirst) ? [] : [`*What to do:* ${advised(one.advice)}`];
  const room = maxTextLength - lengthOf([top, ...advice, '']);
  const lines = one.lines.map(({ headline }) => (isOne ? line(headline) : bullet(headline)));
  const evidence = [
    ...(one.certainty === null ? [] : [`How sure: ${line(one.certainty)}`]),
    ...one.lines.flatMap(({ details }) => (details === '' ? [] : [`Details: ${line(details)}`])),
  ];
  const [first = '', ...rest] = linesThatFit(lines, room, one.omitted);
  return [
    section([isAlone && isOne ? `${top} ${first}` : `${top}\n${first}`, ...rest, ...advice]),
    ...(isFew && evidence.length > 0 ? [context(linesThatFit(evidence, maxTextLength).join('\n'))] : []),
  ];
};

const emojiOf = ({ group: { change, severity } }: Section): string => {
  if (change === 'resolved') return ':white_check_mark:';
  return severity === 'critical' ? ':red_circle:' : ':warning:';
};

const line = (text: string): string => mrkdwnLine(text, maxLineLength);
const advised = (text: string): string => mrkdwnAdvice(text, maxLineLength);
const bullet = (headline: string): string => `• ${line(headline)}`;

const clusterBlock = (alert: AlertObject): readonly string[] => {
  const top = `*${line(clusterText(alert))}*`;
  const [titles = '', ...rows] = columns(clusterRows(alert), maxCellWidth);
  if (rows.length === 0) return [top];
  const isWide = rows.some(({ length }) => length > maxColumnsWidth);
  const lines = (isWide ? clusterLines(alert) : rows).map(mrkdwn);
  const heading = isWide ? [] : [mrkdwn(titles)];
  const { omittedInstances = 0 } = alert.cluster;
  const hidden = Math.max(0, lines.length - maxRows);
  const room = maxTextLength - lengthOf([top, ...codeBlock(heading), '']);
  return [top, ...codeBlock([...heading, ...linesThatFit(lines.slice(0, maxRows), room, omittedInstances + hidden)])];
};

/** Where nothing is formatted, linked or mentioned, in Slack as in Rocket.Chat and Mattermost. */
const codeBlock = (lines: readonly string[]): readonly string[] => ['```', ...lines, '```'];

/** The alert in one text: for notifications, and for chats that know no blocks. Each section gets its share of it. */
const fallback = (alert: AlertObject, sections: readonly Section[]): string => {
  const top = `*${line(headingOf(alert))}*`;
  const { silenceCommand } = alert;
  const mute = silenceCommand === undefined ? [] : [line(`Mute for 2 h: ${silenceCommand}`)];
  const bottom = [line(clusterText(alert)), ...mute, line(footerText(alert))];
  const links = linkLines(alert);
  const room = maxTextLength - lengthOf([top, ...codeBlock(bottom), ...links, '']);
  const share = Math.floor(room / Math.max(1, sections.length));
  const lines = sections.flatMap(({ heading: what, lines, omitted, advice }, index) => {
    const isAdvised = advice !== null && (sections.length <= maxAdvisedSections || index === 0);
    const toDo = isAdvised ? [`What to do: ${line(advice)}`] : [];
    const own = linesThatFit(
      lines.map(({ headline }) => (lines.length + omitted === 1 ? line(headline) : bullet(headline))),
      share - lengthOf([mrkdwn(what), ...toDo, '']),
      omitted,
    );
    return [...(sections.length === 1 ? [] : [mrkdwn(what)]), ...own, ...toDo];
  });
  return [top, ...codeBlock([...lines, ...bottom]), ...links].join('\n');
};

const section = (lines: readonly string[]): SlackBlock => ({ type: 'section', text: text(lines.join('\n')) });
const context = (words: string): SlackBlock => ({ type: 'context', elements: [text(words)] });
const text = (words: string): Mrkdwn => ({ type: 'mrkdwn', text: words, verbatim: true });
