import { oneLine } from '../../text/one-line.ts';
import type { Alert } from '../alert.ts';
import type { AlertObject } from '../alert-object.ts';
import { columns } from '../../text/columns.ts';
import { alertObject } from '../to-alert-object.ts';
import { silencingOf } from '../silence-command.ts';
import { clusterRows, clusterText, footerText, omittedText, type Section, sectionsOf } from '../sections.ts';
import { wrap } from '../../text/wrap.ts';

const width = 78;
const maxLines = 20;
const maxCellWidth = 34;
const maxFooterLength = 160;

/** The text under an alert's subject, for a person: what happened, to which instance, since when, how sure, and what to do. */
export const emailOf = (alert: Alert): string => emailFrom(alertObject(alert));

export const emailFrom = (alert: AlertObject): string => {
  const silencing = silencingOf(alert);
  return textFrom(alert, silencing === null ? [] : [`To silence:\n  ${silencing}`]);
};

/** The same for whoever reads it where the alerter runs without AWS: what is said of silences would not do there. */
export const localText = (alert: Alert): string => textFrom(alertObject(alert), []);

const textFrom = (alert: AlertObject, remarks: readonly string[]): string => {
  const parts = [
    ...(alert.test ? ['This is a test of the way that alerts take. Nothing is wrong.'] : []),
    ...sectionsOf(alert, maxLines).map(sectionText),
    clusterPart(alert),
    ...remarks,
    wrap(oneLine(footerText(alert), maxFooterLength), width, ''),
  ];
  return `${parts.join('\n\n')}\n`;
};

const sectionText = ({ heading, lines, omitted, certainty, advice }: Section): string =>
  [
    [
      heading,
      ...lines.flatMap(({ headline, details }) => [
        wrap(`- ${headline}`, width, '  '),
        ...(details === '' ? [] : [`  ${wrap(details, width - 2, '  ')}`]),
      ]),
      ...(omitted > 0 ? [`- ${omittedText(omitted, lines.length)}`] : []),
    ].join('\n'),
    ...(certainty === null ? [] : [wrap(`How sure: ${certainty}`, width, '  ')]),
    ...(advice === null ? [] : [wrap(`What to do: ${advice}`, width, '  ')]),
  ].join('\n\n');

const clusterPart = (alert: AlertObject): string => {
  const rows = clusterRows(alert);
  const omitted = alert.cluster.omittedInstances ?? 0;
  return [
    wrap(`${clusterText(alert)}.`, width, ''),
    ...(rows.length === 0 ? [] : ['', ...columns(rows, maxCellWidth).map((line) => `  ${line}`)]),
    ...(omitted > 0 ? [`  ${omittedText(omitted, rows.length)}`] : []),
  ].join('\n');
};
