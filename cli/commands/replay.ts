import { Command } from 'commander';
import { counted } from '../../core/text/words.ts';
import type { Span } from '../../adapters/dynamodb/history.ts';
import { plusSeconds } from '../../core/base/time.ts';
import {
  type HistoryOptions,
  usingSpanOfHistory,
  withHistoryOptions,
  withSpanOptions,
  type WorkspaceHistory,
} from '../store/history-options.ts';
import { compareIncidents } from '../../core/replay/comparison.ts';
import { type Replay, replayLines, replayTable } from '../replay/output.ts';
import { replay } from '../../core/replay/replay.ts';
import { SentIncidents } from '../../core/replay/sent-incidents.ts';
import { type ChosenRules, rulesIn } from '../input/rules-of.ts';
import { checksBetween } from '../store/checks-between.ts';
import type { Terminal } from '../base/terminal.ts';
import { type SpanOptions, spanText } from '../time/span.ts';
import type { CommandSession } from '../base/session.ts';
import { reported } from '../history/reported.ts';

interface ReplayOptions extends HistoryOptions, SpanOptions {
  readonly rules: string;
  readonly json?: true;
}

export const replayCommand = ({ terminal }: CommandSession): Command =>
  withSpanOptions(withHistoryOptions(new Command('replay')), '7d')
    .description(
      'Applies other rules to the checks in the history. Compares the alerts that would have been sent with those ' +
        'that were.',
    )
    .requiredOption('--rules <file>', 'an alerter.yaml with other rules, or a file with only `rules`')
    .option('--json', 'print a line of JSON for each incident, and one for the total')
    .addHelpText(
      'after',
      '\nIt starts with the incidents and silences of the first check. With the rules in\n' +
        'force at the time, it finds what was sent.\n\nExit code: 0, or 2 if it cannot be replayed.',
    )
    .action((options: ReplayOptions) =>
      usingSpanOfHistory(options, async (history, span) => {
        const rules = rulesIn(options.rules, history.workspace);
        const found = await runReplay(history, span, rules, terminal);
        if (found !== null) await showReplay(found, rules, options, terminal);
      }),
    );

/** Null where nobody reads any more what it finds. */
async function runReplay(
  opened: WorkspaceHistory,
  span: Span,
  { rules, source }: ChosenRules,
  terminal: Terminal,
): Promise<Replay | null> {
  const { history, workspace, now } = opened;
  const before = await history.latestUntil(workspace, { until: plusSeconds(span.since, -0.001), now });
  const [sent, replayed] = [new SentIncidents(), new SentIncidents()];
  let [checks, unjudged] = [0, 0];
  for await (const check of replay(reported(checksBetween(opened, span), terminal), before, rules)) {
    if (terminal.lost.aborted) return null;
    checks += 1;
    if (!check.isJudged) unjudged += 1;
    if (check.snapshot.alert !== null) sent.add(check.snapshot.alert);
    if (check.alert !== null) replayed.add(check.alert);
  }
  return {
    workspace,
    since: span.since,
    until: span.until,
    rules: source,
    checks,
    unjudged,
    sentAlerts: sent.alerts,
    replayedAlerts: replayed.alerts,
    comparisons: compareIncidents(sent.incidents, replayed.incidents),
  };
}

async function showReplay(
  found: Replay,
  { isOfWorkspace }: ChosenRules,
  { json }: ReplayOptions,
  terminal: Terminal,
): Promise<void> {
  if (!isOfWorkspace) {
    terminal.progress(
      `note: ${found.rules}, without expectedInstances: too-few-instances is not judged. ` +
        'Name the workspace in the file to have it',
    );
  }
  if (found.unjudged > 0) {
    const checks = counted(found.unjudged, 'check');
    terminal.progress(`note: ${checks} could not be evaluated again (the state before them was not kept)`);
  }
  if (json === true) await terminal.result(...replayLines(found));
  else {
    const { bold } = terminal.colors;
    const what = `${counted(found.checks, 'check')} replayed with the rules of ${found.rules}`;
    await terminal.result(
      `${bold(found.workspace)}  between ${spanText(found)}`,
      what,
      '',
      ...replayTable(found, terminal),
    );
  }
}
