import { type Command, Option } from 'commander';
import { systemClock } from '../../adapters/process/system-clock.ts';
import type { Span } from '../../adapters/dynamodb/history.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { defaultStackName } from '../../config/find-settings.ts';
import { findWorkspace } from './find-workspace.ts';
import { type HistorySource, type OpenHistory, usingHistory } from './open-history.ts';
import { readSpan, type SpanOptions } from '../time/span.ts';
import { momentForms } from '../time/moment.ts';

export interface HistoryOptions extends HistorySource {
  readonly workspace?: string;
}

/** The options by which a command finds the history of a workspace. */
export const withHistoryOptions = (command: Command): Command =>
  withSourceOptions(command.option('--workspace <name>', 'which workspace (default: the only one in the history)'));

/** The options by which a command finds a history. */
export const withSourceOptions = (command: Command): Command =>
  command
    .addOption(source('--stack <name>', `the stack with the history (default: ${defaultStackName})`))
    .addOption(source('--table <name>', 'the history table, if this app did not create it'))
    .addOption(source('--store <directory>', 'the history of a watch in this directory, without AWS'));

const source = (flags: string, description: string): Option =>
  new Option(flags, description).conflicts(['stack', 'table', 'store'].filter((name) => !flags.includes(`--${name} `)));

/** What a command lists of a history. */
export interface ListOptions extends HistoryOptions {
  readonly json?: true;
}

/** The options of a command that lists what workspaces have, those of all unless one is named. */
export const withListOptions = (command: Command): Command =>
  withSourceOptions(command.option('--workspace <name>', 'only of this workspace (default: all)')).option(
    '--json',
    'print one line of JSON for each',
  );

/** The options by which a command knows of what time it is asked. */
export const withSpanOptions = (command: Command, since: string): Command =>
  command.option('--since <time>', `the start: ${momentForms}`, since).option('--until <time>', 'the end', 'now');

export interface WorkspaceHistory extends OpenHistory {
  readonly workspace: string;
  readonly now: Timestamp;
}

/**
 * Opens the history of the workspace that a command line means, for as long as `use` takes.
 *
 * @throws Problem or HistoryError, in words of one line for a person
 */
export const usingWorkspaceHistory = <Result>(
  { workspace, ...where }: HistoryOptions,
  use: (history: WorkspaceHistory) => Promise<Result>,
  now: Timestamp = systemClock.now(),
): Promise<Result> =>
  usingHistory(where, async (opened) =>
    use({ ...opened, workspace: await findWorkspace(opened, workspace ?? null, now), now }),
  );

/** The same, with the span of time that the command line means. Mistakes in that are reported first. */
export const usingSpanOfHistory = async <Result>(
  options: HistoryOptions & SpanOptions,
  use: (history: WorkspaceHistory, span: Span) => Promise<Result>,
): Promise<Result> => {
  const now = systemClock.now();
  const span = readSpan(options, now);
  return usingWorkspaceHistory(options, (history) => use(history, span), now);
};
