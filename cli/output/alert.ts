import type { Alert } from '../../core/alerts/alert.ts';
import { localText } from '../../core/alerts/renderings/email.ts';
import { subjectOf } from '../../core/alerts/subject.ts';
import { wrap } from '../../core/text/wrap.ts';
import type { Terminal } from '../terminal.ts';

/** As wide as the mail's own text; with the bar before it, that makes 80 columns. */
export const textColumns = 78;

/** An alert as its reader would find it in the mail. */
export function alertText(alert: Alert, { colors }: Pick<Terminal, 'colors'>): string[] {
  const isOver = alert.changes.every(({ change }) => change === 'resolved');
  const paint = isOver ? colors.green : alert.severity === 'critical' ? colors.red : colors.yellow;
  const bar = paint('│');
  const subject = wrap(subjectOf(alert), textColumns, '').split('\n');
  return [
    ...subject.map((line) => `${bar} ${colors.bold(paint(line))}`),
    bar,
    ...localText(alert)
      .trimEnd()
      .split('\n')
      .map((line) => `${bar} ${line}`.trimEnd()),
  ];
}
