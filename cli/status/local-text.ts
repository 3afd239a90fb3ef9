import { secondsBetween } from '../../core/base/time.ts';
import { durationText } from '../../core/text/duration-text.ts';
import { counted } from '../../core/text/words.ts';
import { tableLines } from '../output/table.ts';
import { outcomeText } from './status-text.ts';
import type { Terminal } from '../base/terminal.ts';
import type { LocalReport } from './local-report.ts';

/** The state of a watch on this machine, for a person. */
export const localText = (
  { store, at, watch, workspaces, problems }: LocalReport,
  { colors, columns }: Pick<Terminal, 'colors' | 'columns'>,
): readonly string[] => {
  const { bold, dim, red, green } = colors;
  const runs =
    watch === null
      ? 'no watch runs'
      : `watch ${watch.pid}, for ${durationText(Math.max(0, secondsBetween(watch.startedAt, at)))}`;
  return [
    bold(`${store} (${runs})`),
    '',
    ...tableLines(
      [
        ['WORKSPACE', 'EVERY', 'LAST CHECK', 'OUTCOME', 'CHECKS', 'FAILED'].map((text) => ({ text, paint: dim })),
        ...workspaces.map(({ name, everySeconds, lastCheck, made, failed }) =>
          [
            name,
            everySeconds === null ? '-' : durationText(everySeconds),
            lastCheck === null ? 'none' : `${durationText(Math.max(0, secondsBetween(lastCheck.takenAt, at)))} ago`,
            lastCheck === null ? '-' : outcomeText(lastCheck),
            watch === null ? '-' : String(made),
            watch === null ? '-' : String(failed),
          ].map((text) => ({ text })),
        ),
      ],
      columns,
    ),
    '',
    ...(problems.length === 0
      ? [green('All workspaces are checked.')]
      : [red(`${counted(problems.length, 'problem')}:`), ...problems.map((line) => red(`- ${line}`))]),
  ];
};
