import { Command } from 'commander';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { dayAndTimeText } from '../../core/text/time-text.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { explanation } from '../explain/explanation.ts';
import { judgeAgain } from '../explain/verdict.ts';
import {
  type HistoryOptions,
  usingWorkspaceHistory,
  withHistoryOptions,
  type WorkspaceHistory,
} from '../store/history-options.ts';
import { Problem } from '../base/problem.ts';
import { rulesInForce } from '../input/rules-of.ts';
import type { Terminal } from '../base/terminal.ts';
import { momentForms } from '../time/moment.ts';
import { momentOf } from '../time/span.ts';
import type { CommandSession } from '../base/session.ts';

interface ExplainOptions extends HistoryOptions {
  readonly at: string;
  readonly config?: string;
}

export const explainCommand = ({ terminal }: CommandSession): Command =>
  withHistoryOptions(new Command('explain'))
    .description(
      'Shows why a check did or did not send an alert: what it saw, the clock of each rule, replacements, silences ' +
        'and delivery. It evaluates the check again with the rules of --config, of alerter.yaml in the store or in this ' +
        'directory, or with the defaults.',
    )
    .option('--at <time>', `the check at this time, or the last one before it: ${momentForms}`, 'now')
    .option('--config <file>', 'the alerter.yaml with the rules in force at the time')
    .addHelpText('after', '\nExit code: 0, or 2 if there is no such check or it cannot be read.')
    .action((options: ExplainOptions) =>
      usingWorkspaceHistory(options, (history) => explain(history, options, terminal)),
    );

async function explain(
  opened: WorkspaceHistory,
  { at, config, store }: ExplainOptions,
  terminal: Terminal,
): Promise<void> {
  const check = await checkAt(opened, momentOf('--at', at, opened.now));
  const before = await checkUntil(opened, plusSeconds(check.takenAt, -0.001));
  const chosen = rulesInForce(config, opened.workspace, store);
  const verdict = judgeAgain(check, before, chosen.rules);
  await terminal.result(...explanation(verdict, chosen, terminal));
}

/** A time that says no more than the minute means its check: the one with an alert, or else the last. */
async function checkOfMinute({ history, workspace, now }: WorkspaceHistory, at: Timestamp): Promise<Snapshot | null> {
  if (Date.parse(at) % 60_000 !== 0) return null;
  let last: Snapshot | null = null;
  for await (const check of history.between(workspace, { since: at, until: plusSeconds(at, 59.999), now })) {
    if (check.alert !== null) return check;
    last = check;
  }
  return last;
}

const checkUntil = ({ history, workspace, now }: WorkspaceHistory, until: Timestamp): Promise<Snapshot | null> =>
  history.latestUntil(workspace, { until, now });

async function checkAt(opened: WorkspaceHistory, at: Timestamp): Promise<Snapshot> {
  const check = (await checkOfMinute(opened, at)) ?? (await checkUntil(opened, at));
  if (check !== null) return check;
  throw new Problem(
    `there is no check of ${opened.workspace} at ${dayAndTimeText(at)} or before: what is older than history.keep is gone`,
  );
}
