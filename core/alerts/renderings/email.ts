import { oneLine } from '../../text/one-line.ts';
import type { Alert } from '../alert.ts';
import type { AlertObject } from '../alert-object.ts';
import type { AlertOrigin } from '../origin.ts';
import { alertObject } from '../to-alert-object.ts';
import { clusterLines, clusterText, footerText, linksIn, omittedText, type Section, sectionsOf } from '../sections.ts';

/** Before the lines of the cluster, blank lines among them: what a phone shows without scrolling. */
const maxLinesBeforeCluster = 12;
const maxFooterLength = 160;

/** The text under an alert's subject, for a person: what happened, what to do, how sure that is, and where to look. */
export const emailOf = (alert: Alert, origin?: AlertOrigin): string => emailFrom(alertObject(alert, origin));

/** Nothing is wrapped: the reader's screen does that. */
export const emailFrom = (alert: AlertObject): string => {
  const { silenceCommand } = alert;
  const links = linksIn(alert).map(({ label, url }) => `${label}: ${url}`);
  const parts = [
    ...bodyOf(alert),
    clusterPart(alert),
    [...(silenceCommand === undefined ? [] : [`Mute for 2 h: ${silenceCommand}`]), ...links].join('\n'),
    oneLine(footerText(alert), maxFooterLength),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
};

/** As much as there is room for: first the evidence goes, then the advice about all but the worst, then lines. */
const bodyOf = (alert: AlertObject): readonly string[] => {
  const test = alert.test ? ['This is a test of the delivery of alerts. Nothing is wrong.'] : [];
  const fitting = layouts
    .map((layout) => [...test, ...partsOf(alert, layout)])
    .find((parts) => linesIn(parts) <= maxLinesBeforeCluster - 2);
  return fitting ?? [...test, ...partsOf(alert, tightest)];
};

const linesIn = (parts: readonly string[]): number => parts.join('\n\n').split('\n').length;

interface Layout {
  /** Lines of a section, one a change. */
  readonly lines: number;
  readonly hasDetails: boolean;
  /** Of how many sections there is evidence, and advice. */
  readonly certainties: number;
  readonly advices: number;
  readonly sections: number;
}

const widest: Layout = { lines: 5, hasDetails: true, certainties: 20, advices: 20, sections: 20 };
const tightest: Layout = { lines: 1, hasDetails: false, certainties: 0, advices: 1, sections: 6 };
const layouts: readonly Layout[] = [
  widest,
  { ...widest, lines: 2 },
  { ...widest, lines: 2, hasDetails: false },
  { ...widest, lines: 2, hasDetails: false, certainties: 1 },
  { ...widest, lines: 2, hasDetails: false, certainties: 0 },
  { ...widest, lines: 2, hasDetails: false, certainties: 0, advices: 1 },
  { ...tightest, sections: 20 },
];

const partsOf = (alert: AlertObject, layout: Layout): readonly string[] => {
  const sections = sectionsOf(alert, layout.lines);
  const isOne = sections.length === 1;
  const shown = sections.slice(0, layout.sections);
  const left = sections.length - shown.length;
  const texts = [
    ...shown.map((section, index) => sectionText(section, index, isOne, layout)),
    ...(left > 0 ? [`And ${left} more kinds of changes.`] : []),
  ];
  // One section that is alone in its advice stands out; those after it are a list.
  return layout.advices === 1 ? texts.slice(0, 1).concat(texts.slice(1).join('\n')).filter(isThere) : texts;
};

const isThere = (text: string): boolean => text !== '';

/** A section alone needs no heading: the subject is it. */
const sectionText = (
  { heading, lines, omitted, advice, certainty }: Section,
  index: number,
  isOne: boolean,
  { hasDetails, certainties, advices }: Layout,
): string => {
  const isList = lines.length + omitted > 1;
  const bullet = isList ? '- ' : '';
  const what = [
    ...(isList && !isOne ? [heading] : []),
    ...lines.map(({ headline }) => `${isList || isOne ? '' : `${heading}: `}${bullet}${headline}`),
    ...(omitted > 0 ? [`${bullet}${omittedText(omitted, lines.length)}`] : []),
  ];
  const toDo = advice === null || index >= advices ? [] : [`What to do: ${advice}`];
  const evidence = [
    ...(certainty === null || index >= certainties ? [] : [`How sure: ${certainty}`]),
    ...(hasDetails ? lines.flatMap(({ details }) => (details === '' ? [] : [`Details: ${details}`])) : []),
  ];
  const paragraphs = [what, toDo, evidence].filter(({ length }) => length > 0);
  return paragraphs.map((paragraph) => paragraph.join('\n')).join(isOne ? '\n\n' : '\n');
};

const clusterPart = (alert: AlertObject): string => {
  const lines = clusterLines(alert);
  const omitted = alert.cluster.omittedInstances ?? 0;
  return [clusterText(alert), ...lines, ...(omitted > 0 ? [omittedText(omitted, lines.length)] : [])].join('\n');
};
