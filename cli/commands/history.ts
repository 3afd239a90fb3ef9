import { Command, Option } from 'commander';
import { statuses } from '../../core/cluster/known-instance.ts';
import type { Span } from '../../adapters/dynamodb/history.ts';
import { reported } from '../history/reported.ts';
import type { Rendering } from '../history/renderings.ts';
import { Selection, type SelectionOptions } from '../history/selection.ts';
import { changedChecks, matching } from '../history/shown-checks.ts';
import {
  type HistoryOptions,
  usingSpanOfHistory,
  withHistoryOptions,
  withSpanOptions,
  type WorkspaceHistory,
} from '../store/history-options.ts';
import { checksBetween } from '../store/checks-between.ts';
import type { Terminal } from '../base/terminal.ts';
import { type SpanOptions, spanText } from '../time/span.ts';
import type { CommandSession } from '../base/session.ts';

interface ShowOptions extends HistoryOptions, SpanOptions, SelectionOptions {
  readonly changes?: true;
  readonly summary?: true;
  readonly json?: true;
  readonly csv?: true;
}

export const historyCommand = ({ terminal }: CommandSession): Command =>
  withSpanOptions(withHistoryOptions(new Command('history')), '24h')
    .description(
      'Lists what the checks of a workspace saw, oldest first. Reads the history of a deployed stack (with the AWS ' +
        'credentials of the environment) or of a watch (--store).',
    )
    .option('--instance <name>', 'only this instance: by id, host:port, host, address or name, as alerts show it')
    .addOption(new Option('--status <status>', 'only instances with this status').choices([...statuses]))
    .option('--changes', 'only checks where something changed, and what')
    .addOption(
      new Option(
        '--summary',
        'in place of the checks: their percentages, durations and counts, as in a report',
      ).conflicts(['csv', 'changes', 'instance', 'status']),
    )
    .addOption(new Option('--json', 'print one line of JSON for each check').conflicts('csv'))
    .option('--csv', 'print a line of CSV for each instance of each check')
    .addHelpText(
      'after',
      '\nChanges are: the workspace answers or stops answering; an instance comes, goes or\n' +
        'changes its status; an incident is pending, opens or ends; a silence begins or\n' +
        'ends; an alert is sent.\n\nExit code: 0, or 2 if there are no such checks or they cannot be read.',
    )
    .action((options: ShowOptions) =>
      usingSpanOfHistory(options, (history, span) =>
        options.summary === true ? summarise(options, history, span, terminal) : show(options, history, span, terminal),
      ),
    );

async function summarise(
  { json }: ShowOptions,
  history: WorkspaceHistory,
  span: Span,
  terminal: Terminal,
): Promise<void> {
  const [{ timelineOf }, { Rollups }, { summaryLines }] = await Promise.all([
    import('../report/write-report.ts'),
    import('../../adapters/dynamodb/rollups.ts'),
    import('../history/summary.ts'),
  ]);
  const rollups = new Rollups(history.client, history.table);
  const timeline = await timelineOf({ ...history, rollups }, span, (note) => {
    terminal.progress(note);
  });
  await terminal.result(...(json === true ? [JSON.stringify(timeline)] : summaryLines(timeline, terminal.columns)));
}

async function show(options: ShowOptions, history: WorkspaceHistory, span: Span, terminal: Terminal): Promise<void> {
  const selection = new Selection(options);
  const rendering = await renderingOf(options, terminal);
  const checks = reported(checksBetween(history, span), terminal);
  const shown =
    options.changes === true ? changedChecks(checks, history, span, selection) : matching(checks, selection);
  let isFirst = true;
  for await (const check of shown) {
    if (terminal.lost.aborted) return;
    await terminal.result(...(isFirst ? rendering.heading : []), ...rendering.linesOf(check));
    isFirst = false;
  }
  selection.insistOnInstance();
  if (isFirst) terminal.progress(`no such check between ${spanText(span)}`);
}

async function renderingOf({ json, csv, changes }: ShowOptions, terminal: Terminal): Promise<Rendering> {
  const { asCsv, asJson, asTable } = await import('../history/renderings.ts');
  if (json === true) return asJson;
  return csv === true ? asCsv : asTable(terminal, changes === true);
}
