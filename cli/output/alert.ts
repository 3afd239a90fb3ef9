import type { Alert } from '../../core/alerts/alert.ts';
import { emailOf } from '../../core/alerts/renderings/email.ts';
import type { AlertOrigin } from '../../core/alerts/origin.ts';
import { subjectOf } from '../../core/alerts/subject.ts';
import { wrap } from '../../core/text/wrap.ts';
import type { Terminal } from '../base/terminal.ts';
import { lineWidth } from './line-width.ts';

const barWidth = 2;

/** An alert as its reader would find it in the mail, in lines that the terminal has room for. */
export function alertText(
  alert: Alert,
  { colors, columns }: Pick<Terminal, 'colors' | 'columns'>,
  origin?: AlertOrigin,
): string[] {
  const isOver = alert.changes.every(({ change }) => change === 'resolved');
  const paint = isOver ? colors.green : alert.severity === 'critical' ? colors.red : colors.yellow;
  const bar = paint('│');
  const wrapped = (line: string): string[] => wrap(line, lineWidth(columns) - barWidth, '').split('\n');
  return [
    ...wrapped(subjectOf(alert, origin)).map((line) => `${bar} ${colors.bold(paint(line))}`),
    bar,
    ...emailOf(alert, origin)
      .trimEnd()
      .split('\n')
      .flatMap(wrapped)
      .map((line) => `${bar} ${line}`.trimEnd()),
  ];
}
