import type { Alert } from '../../core/alerts/alert.ts';
import type { AlertOrigin } from '../../core/alerts/origin.ts';
import { subjectOf } from '../../core/alerts/subject.ts';
import { tableLines } from '../output/table.ts';
import type { Terminal } from '../base/terminal.ts';

/** A table of contents of example alerts: the name of each, and its subject. */
export const contents = (
  examples: ReadonlyArray<readonly [string, Alert]>,
  origin: AlertOrigin,
  { colors, columns }: Pick<Terminal, 'colors' | 'columns'>,
): readonly string[] => [
  ...tableLines(
    [
      ['EXAMPLE', 'SUBJECT'].map((text) => ({ text, paint: colors.dim })),
      ...examples.map(([name, alert]) => [{ text: name }, { text: subjectOf(alert, origin) }]),
    ],
    columns,
  ),
  '',
  'To read those of a kind: alerts preview --kind disappeared --channel email',
];
