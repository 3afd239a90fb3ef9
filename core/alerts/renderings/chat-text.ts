import { oneLine } from '../../text/one-line.ts';
import { cutAtWord } from '../../text/words.ts';
import type { AlertObject } from '../alert-object.ts';
import { clusterLines, clusterText, footerText, linksIn, omittedText, type Section, sectionsOf } from '../sections.ts';
import { linesWithin } from './fit.ts';

/** How a chat writes what it formats. */
export interface ChatStyle {
  /** Text as it is: whatever would be formatted, linked or mentioned is not. */
  readonly escape: (text: string) => string;
  /** @param escaped text that `escape` has given */
  readonly bold: (escaped: string) => string;
  /** @param text as it is */
  readonly code: (text: string) => string;
  /** null: the chat shows links elsewhere. */
  readonly link: ((label: string, url: string) => string) | null;
  /** As the chat counts what it takes. @default characters */
  readonly lengthOf?: (text: string) => number;
}

const maxLineLength = 400;

interface Layout {
  readonly lines: number;
  readonly hasEvidence: boolean;
  readonly advices: number;
  readonly rows: number;
  readonly sections: number;
}

/** From the fullest to the least that still says what is wrong and what to do. */
const layouts: readonly [Layout, ...Layout[]] = [
  { lines: 1, hasEvidence: false, advices: 1, rows: 0, sections: 6 },
  { lines: 2, hasEvidence: false, advices: 1, rows: 5, sections: 20 },
  { lines: 5, hasEvidence: false, advices: 3, rows: 10, sections: 20 },
  { lines: 5, hasEvidence: true, advices: 20, rows: 10, sections: 20 },
];

/** What stands below the title, with as much as fits. A blank line stands between paragraphs. */
export const chatText = (alert: AlertObject, style: ChatStyle, maxLength: number): string => {
  const { lengthOf = ({ length }: string) => length } = style;
  const texts = layouts.map((layout) => paragraphs(alert, style, layout).join('\n\n'));
  const fitting = texts.findLast((text) => lengthOf(text) <= maxLength);
  return fitting ?? linesWithin(texts[0] ?? '', maxLength, lengthOf);
};

const paragraphs = (alert: AlertObject, style: ChatStyle, layout: Layout): readonly string[] => {
  const sections = sectionsOf(alert, layout.lines);
  const shown = sections.slice(0, layout.sections);
  const left = sections.length - shown.length;
  return [
    ...shown.map((section, index) =>
      sectionText(section, sections.length === 1, index < layout.advices, style, layout),
    ),
    ...(left > 0 ? [`And ${left} more kinds of changes.`] : []),
    clusterPart(alert, style, layout.rows),
    footer(alert, style),
  ];
};

const sectionText = (
  { heading, lines, omitted, advice, certainty }: Section,
  isAlone: boolean,
  isAdvised: boolean,
  style: ChatStyle,
  { hasEvidence }: Layout,
): string => {
  const line = lineIn(style);
  const bullet = lines.length + omitted === 1 ? '' : '• ';
  const details = lines.flatMap((one) => (one.details === '' ? [] : [`Details: ${line(one.details)}`]));
  return [
    ...(isAlone ? [] : [style.bold(style.escape(heading))]),
    ...lines.map(({ headline }) => `${bullet}${line(headline)}`),
    ...(omitted > 0 ? [`${bullet}${omittedText(omitted, lines.length)}`] : []),
    ...(advice === null || !isAdvised ? [] : [`${style.bold('What to do:')} ${adviceIn(style)(advice)}`]),
    ...(certainty === null || !hasEvidence ? [] : [`How sure: ${line(certainty)}`]),
    ...(hasEvidence ? details : []),
  ].join('\n');
};

const clusterPart = (alert: AlertObject, style: ChatStyle, maxRows: number): string => {
  const line = lineIn(style);
  const rows = clusterLines(alert);
  const omitted = (alert.cluster.omittedInstances ?? 0) + Math.max(0, rows.length - maxRows);
  return [
    style.bold(line(clusterText(alert))),
    ...rows.slice(0, maxRows).map((row) => `• ${line(row)}`),
    ...(omitted > 0 && maxRows > 0 ? [`• ${omittedText(omitted, Math.min(rows.length, maxRows))}`] : []),
  ].join('\n');
};

const footer = (alert: AlertObject, style: ChatStyle): string => {
  const { silenceCommand } = alert;
  const { link } = style;
  const links = link === null ? [] : linksIn(alert).map(({ label, url }) => link(label, url));
  return [
    ...(silenceCommand === undefined ? [] : [`Mute for 2 h: ${style.code(oneLine(silenceCommand, maxLineLength))}`]),
    ...(links.length === 0 ? [] : [links.join(' · ')]),
    lineIn(style)(footerText(alert)),
  ].join('\n');
};

const lineIn =
  ({ escape }: ChatStyle) =>
  (text: string): string =>
    escape(cutAtWord(oneLine(text, 2 * maxLineLength), maxLineLength));

/** Advice of the alerter's own, in which what stands in backticks is code. */
const adviceIn =
  (style: ChatStyle) =>
  (text: string): string => {
    const parts = cutAtWord(oneLine(text, 2 * maxLineLength), maxLineLength).split('`');
    if (parts.length % 2 === 0) return style.escape(parts.join("'"));
    return parts
      .map((part, index) => (index % 2 === 1 && part !== '' ? style.code(part) : style.escape(part)))
      .join('');
  };
