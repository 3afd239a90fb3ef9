import { Command } from 'commander';
import { dayAndTimeText } from '../../core/text/time-text.ts';
import { titleOf } from '../../core/alerts/subject.ts';
import { alertObject } from '../../core/alerts/to-alert-object.ts';
import { durationText } from '../../core/text/duration-text.ts';
import type { Span } from '../../adapters/dynamodb/history.ts';
import type { StoredAlert } from '../../core/history/snapshot.ts';
import { plusSeconds, secondsBetween } from '../../core/base/time.ts';
import { oneLine } from '../../core/text/one-line.ts';
import {
  type HistoryOptions,
  usingSpanOfHistory,
  usingWorkspaceHistory,
  withHistoryOptions,
  withSpanOptions,
  type WorkspaceHistory,
} from '../store/history-options.ts';
import { alertText } from '../output/alert.ts';
import { tableLines } from '../output/table.ts';
import { Problem } from '../base/problem.ts';
import type { Terminal } from '../base/terminal.ts';
import { momentOf, type SpanOptions, spanText } from '../time/span.ts';
import type { CommandSession } from '../base/session.ts';

interface JsonOption {
  readonly json?: true;
}

export const listAlertsCommand = ({ terminal }: CommandSession): Command =>
  withSpanOptions(withHistoryOptions(new Command('list')), '7d')
    .description('Lists the alerts that were sent, oldest first, with the time of delivery.')
    .option('--json', 'print one line of JSON for each alert')
    .addHelpText('after', '\nExit code: 0, or 2 if the history cannot be read.')
    .action((options: HistoryOptions & SpanOptions & JsonOption) =>
      usingSpanOfHistory(options, (history, span) => list(history, span, options, terminal)),
    );

async function list(
  { history, workspace }: WorkspaceHistory,
  span: Span,
  { json }: JsonOption,
  { result, progress, colors, columns }: Terminal,
): Promise<void> {
  const rows: Array<readonly string[]> = [];
  for await (const stored of history.alerts(workspace, span)) {
    if (json === true) await result(lineOf(stored));
    rows.push([stored.alert.id, deliveryTime(stored), titleOf(stored.alert)]);
  }
  if (rows.length === 0) progress(`no alerts of ${workspace} between ${spanText(span)}`);
  else if (json !== true) {
    const heading = ['ALERT', 'DELIVERED (UTC)', 'WHAT'].map((text) => ({ text, paint: colors.dim }));
    await result(...tableLines([heading, ...rows.map((row) => row.map((text) => ({ text })))], columns));
  }
}

/** An alert as machines get it, and when it was delivered. */
const lineOf = ({ alert, deliveredAt }: StoredAlert): string => JSON.stringify({ ...alertObject(alert), deliveredAt });

const deliveryTime = ({ alert, deliveredAt }: StoredAlert): string => {
  if (deliveredAt === null) return 'not yet';
  const isSameDay = deliveredAt.slice(0, 10) === alert.takenAt.slice(0, 10);
  return isSameDay ? deliveredAt.slice(11, 19) : deliveredAt.slice(0, 19).replace('T', ' ');
};

export const showAlertCommand = ({ terminal }: CommandSession): Command =>
  withHistoryOptions(new Command('show'))
    .description('Shows an alert as its e-mail, with the time of delivery.')
    .argument('<id>', 'the id from an alert or from `alerts list`, or its time, such as 19:27')
    .option('--json', 'print it as one line of JSON')
    .addHelpText('after', '\nExit code: 0, or 2 if there is no such alert or the history cannot be read.')
    .action((id: string, { workspace, ...where }: HistoryOptions & JsonOption) => {
      const [named = workspace, time] = readId(id);
      return usingWorkspaceHistory({ ...where, ...(named !== undefined && { workspace: named }) }, async (history) => {
        await show(await find(history, time), where, terminal);
      });
    });

/** `production/2026-11-21T19:27:00.000Z`, or a time without a workspace. */
function readId(id: string): readonly [workspace: string | undefined, time: string] {
  const slash = id.lastIndexOf('/');
  return slash < 0 ? [undefined, id] : [id.slice(0, slash), id.slice(slash + 1)];
}

/** Of a time that says no more than the minute, the alert within it. */
async function find({ history, workspace, now }: WorkspaceHistory, time: string): Promise<StoredAlert> {
  const since = momentOf('the alert', time, now);
  const isWholeMinute = Date.parse(since) % 60_000 === 0;
  const span = { since, until: isWholeMinute ? plusSeconds(since, 59.999) : since, now };
  for await (const stored of history.alerts(workspace, span)) return stored;
  throw new Problem(
    `there is no alert ${oneLine(time, 40)} of ${workspace}. \`alerts list --since 30d\` shows which there are`,
  );
}

async function show(stored: StoredAlert, { json }: JsonOption, terminal: Terminal): Promise<void> {
  if (json === true) await terminal.result(lineOf(stored));
  else await terminal.result(...alertText(stored.alert, terminal), '', deliveryText(stored));
}

function deliveryText({ alert, deliveredAt }: StoredAlert): string {
  if (deliveredAt === null) {
    return `Not delivered yet, ${dayAndTimeText(alert.takenAt)}: it waits in the outbox, and the next check tries again.`;
  }
  const late = secondsBetween(alert.takenAt, deliveredAt);
  return `Delivered ${dayAndTimeText(deliveredAt)}, ${durationText(late)} after its check was due.`;
}
