import { durationText } from '../../core/settings/duration.ts';
import { counted } from '../../core/text/words.ts';
import { dayAndTimeText } from '../../core/text/time-text.ts';
import { durationText as elapsedText } from '../../core/text/duration-text.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { RecipientStatus, StatusReport, WorkspaceStatus } from '../status/report.ts';
import type { Terminal } from '../base/terminal.ts';
import { tableLines } from '../output/table.ts';

type View = Pick<Terminal, 'colors' | 'columns'>;

/** Whether it is watching, and whether it would reach anybody, for a person. */
export const statusText = (report: StatusReport, view: View): readonly string[] => {
  const { stack, region, stackStatus, workspaces, alarms, queues, recipients, problems, unknown, at } = report;
  const { bold, red, yellow, green } = view.colors;
  const marked = (lines: readonly string[], mark: (text: string) => string): string[] =>
    lines.map((line) => mark(`- ${line}`));
  return [
    bold(`${stack} in ${region} (${stackStatus})`),
    '',
    ...(workspaces === null ? [] : [...workspaceTable(workspaces, at, view), '']),
    ...(recipients === null || recipients.length === 0 ? [] : [...recipientTable(recipients, view), '']),
    ...(alarms === null ? [] : [`Alarms: ${alarms.raised.length} of ${alarms.count} raised`]),
    ...(alarms?.raised ?? []).flatMap(({ name, description }) =>
      description === '' ? [] : [`  ${name}`, ...description.split('\n').map((line) => `    ${line}`)],
    ),
    ...(queues === null
      ? []
      : [`Dead-letter queues: ${queues.map(({ name, messages }) => `${name} ${messages}`).join(', ')}`]),
    '',
    ...(problems.length > 0 ? [red(`${counted(problems.length, 'problem')}:`), ...marked(problems, red)] : []),
    ...(unknown.length > 0 ? [yellow('Not known:'), ...marked(unknown, yellow)] : []),
    ...(problems.length + unknown.length === 0
      ? [green('All workspaces are checked, and every recipient is reached.')]
      : []),
  ];
};

const cells = (...texts: readonly string[]) => texts.map((text) => ({ text }));

const workspaceTable = (workspaces: readonly WorkspaceStatus[], at: Timestamp, { colors, columns }: View) =>
  tableLines(
    [
      ['WORKSPACE', 'EVERY', 'SCHEDULE', 'LAST CHECK', 'OUTCOME', 'TOKEN'].map((text) => ({ text, paint: colors.dim })),
      ...workspaces.map(({ name, everySeconds, schedule, lastCheck, token }) =>
        cells(
          name,
          everySeconds === null ? '-' : durationText(everySeconds),
          schedule,
          lastCheck === null ? 'none' : `${elapsedText(Math.max(0, secondsBetween(lastCheck.takenAt, at)))} ago`,
          lastCheck === null ? '-' : outcomeText(lastCheck),
          token,
        ),
      ),
    ],
    columns,
  );

/** `3 of 3 healthy`, or why the workspace was not seen. */
export const outcomeText = ({ outcome, healthy, listed }: NonNullable<WorkspaceStatus['lastCheck']>): string =>
  outcome === 'ok' ? `${healthy} of ${listed} healthy` : outcome;

/** Every recipient with the state of its subscription. */
export const recipientTable = (recipients: readonly RecipientStatus[], { colors, columns }: View): readonly string[] =>
  tableLines(
    [
      ['RECIPIENT', 'OF', 'BY', 'SUBSCRIPTION'].map((text) => ({ text, paint: colors.dim })),
      ...recipients.map(({ name, topic, protocol, state, since }) =>
        cells(name, topic, protocol, since === null ? state : `${state} since ${dayAndTimeText(since)}`),
      ),
    ],
    columns,
  );
