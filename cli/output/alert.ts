import type { Alert } from '../../lambda/alerts/alert.ts';
import { emailOf } from '../../lambda/alerts/email.ts';
import { subjectOf } from '../../lambda/alerts/subject.ts';
import type { Terminal } from '../terminal.ts';

/** An alert as its reader would find it in the mail. */
export function alertText(alert: Alert, { colors }: Terminal): string[] {
  const isOver = alert.changes.every(({ change }) => change === 'resolved');
  const paint = isOver ? colors.green : alert.severity === 'critical' ? colors.red : colors.yellow;
  const bar = paint('│');
  return [
    `${bar} ${colors.bold(paint(subjectOf(alert)))}`,
    bar,
    ...emailOf(alert)
      .trimEnd()
      .split('\n')
      .map((line) => `${bar} ${line}`.trimEnd()),
  ];
}
