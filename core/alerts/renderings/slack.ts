import type { AlertObject } from '../alert-object.ts';
import { columns } from '../../text/columns.ts';
import { lengthOf, linesThatFit } from './fit.ts';
import { mrkdwn, mrkdwnLine } from './mrkdwn.ts';
import { silencingOf } from '../silence-command.ts';
import { clusterRows, clusterText, footerText, headingOf, type Section, sectionsOf } from '../sections.ts';
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
const maxLines = 10;
const maxRows = 10;
/** All but the start: a chat is read on a phone. */
const narrowColumns = 3;
const maxCellWidth = 40;
/** Where there are more sections in the one text, advice is left to the blocks and the mail. */
const maxAdvisedSections = 3;

/** An alert as Slack's Block Kit lays it out, the worst first. */
export const slackMessage = (alert: AlertObject): SlackMessage => messageOf(alert, silencingOf(alert));

/** The same from where the alerter runs without AWS: what is said of silences would not do there. */
export const localSlackMessage = (alert: AlertObject): SlackMessage => messageOf(alert, null);

const messageOf = (alert: AlertObject, silencing: string | null): SlackMessage => {
  const sections = sectionsOf(alert, maxLines);
  return { text: fallback(alert, sections), blocks: blocksOf(alert, sections, silencing) };
};

const blocksOf = (
  alert: AlertObject,
  sections: readonly Section[],
  silencing: string | null,
): readonly SlackBlock[] => {
  const head: SlackBlock = {
    type: 'header',
    text: { type: 'plain_text', text: cutAtWord(plain(headingOf(alert)), maxHeaderLength), emoji: false },
  };
  const foot: readonly SlackBlock[] = [
    section(clusterLines(alert)),
    ...(silencing === null ? [] : [context(`To silence: \`${silencing}\``)]),
    context(line(footerText(alert))),
  ];
  const body = sections.flatMap(sectionBlocks);
  return [head, ...body.slice(0, maxBlocks - 1 - foot.length), ...foot];
};

/** A header formats nothing, and is not escaped for: what would be an escape is left out. */
const plain = (text: string): string => text.replace(/[&<>]/g, ' ');

const sectionBlocks = (one: Section): readonly SlackBlock[] => {
  const top = `${emojiOf(one)} *${mrkdwn(one.heading)}*`;
  const advice = one.advice === null ? [] : [`*What to do:* ${line(one.advice)}`];
  const room = maxTextLength - lengthOf([top, ...advice, '']);
  const detailed = one.lines.map(({ headline, details }) => [bullet(headline), ...indented(details)].join('\n'));
  const lines = lengthOf(detailed) <= room ? detailed : one.lines.map(({ headline }) => bullet(headline));
  return [
    section([top, ...linesThatFit(lines, room, one.omitted), ...advice]),
    ...(one.certainty === null ? [] : [context(`How sure: ${line(one.certainty)}`)]),
  ];
};

const emojiOf = ({ group: { change, severity } }: Section): string => {
  if (change === 'resolved') return ':white_check_mark:';
  return severity === 'critical' ? ':red_circle:' : ':warning:';
};

const line = (text: string): string => mrkdwnLine(text, maxLineLength);
const bullet = (headline: string): string => `• ${line(headline)}`;
const indented = (details: string): readonly string[] => (details === '' ? [] : [`    ${line(details)}`]);

const clusterLines = (alert: AlertObject): readonly string[] => {
  const top = `*${line(clusterText(alert))}*`;
  const [titles, ...rows] = columns(
    clusterRows(alert).map((row) => row.slice(0, narrowColumns)),
    maxCellWidth,
  ).map(mrkdwn);
  if (titles === undefined) return [top];
  const { omittedInstances = 0 } = alert.cluster;
  const hidden = Math.max(0, rows.length - maxRows);
  const room = maxTextLength - lengthOf([top, ...codeBlock([titles]), '']);
  return [top, ...codeBlock([titles, ...linesThatFit(rows.slice(0, maxRows), room, omittedInstances + hidden)])];
};

/** Where nothing is formatted, linked or mentioned, in Slack as in Rocket.Chat and Mattermost. */
const codeBlock = (lines: readonly string[]): readonly string[] => ['```', ...lines, '```'];

/** The alert in one text: for notifications, and for chats that know no blocks. Each section gets its share of it. */
const fallback = (alert: AlertObject, sections: readonly Section[]): string => {
  const top = `*${line(headingOf(alert))}*`;
  const bottom = line(clusterText(alert));
  const room = maxTextLength - lengthOf([top, ...codeBlock([bottom]), '']);
  const share = Math.floor(room / Math.max(1, sections.length));
  const lines = sections.flatMap(({ heading: what, lines, omitted, advice }) => {
    const toDo = advice === null || sections.length > maxAdvisedSections ? [] : [`What to do: ${line(advice)}`];
    const own = linesThatFit(
      lines.map(({ headline }) => bullet(headline)),
      share - lengthOf([mrkdwn(what), ...toDo, '']),
      omitted,
    );
    return [mrkdwn(what), ...own, ...toDo];
  });
  return [top, ...codeBlock([...lines, bottom])].join('\n');
};

const section = (lines: readonly string[]): SlackBlock => ({ type: 'section', text: text(lines.join('\n')) });
const context = (words: string): SlackBlock => ({ type: 'context', elements: [text(words)] });
const text = (words: string): Mrkdwn => ({ type: 'mrkdwn', text: words, verbatim: true });
