import type { Alert } from '../../core/alerts/alert.ts';
import type { AlertOrigin } from '../../core/alerts/origin.ts';
import { alertObject } from '../../core/alerts/to-alert-object.ts';
import { plainLines } from '../../core/summary/renderings/plain.ts';
import type { SummaryObject } from '../../core/summary/summary-object.ts';
import type { Terminal } from '../base/terminal.ts';
import { alertText } from './alert.ts';
import { checkSummary } from './check-summary.ts';
import { type CheckView, checkLine } from './json-lines.ts';

/** A check, as a watch shows it. */
export async function showCheck(view: CheckView, terminal: Terminal, isJson: boolean): Promise<void> {
  if (isJson) await terminal.result(checkLine(view));
  else terminal.progress(checkSummary(view, terminal.progressColors, terminal.columns));
}

interface ShownAs {
  readonly isJson: boolean;
  /** Of the alert, for its links. @default nothing is known of it */
  readonly origin?: AlertOrigin;
}

/** An alert, as a watch shows it. */
export const showAlert = (alert: Alert, terminal: Terminal, { isJson, origin }: ShownAs): Promise<void> =>
  terminal.result(...(isJson ? [JSON.stringify(alertObject(alert, origin))] : alertText(alert, terminal, origin)));

/** A summary, as a watch and the command of that name show it. */
export const showSummary = (summary: SummaryObject, terminal: Terminal, isJson: boolean): Promise<void> =>
  terminal.result(
    ...(isJson ? [JSON.stringify(summary)] : [terminal.colors.bold(summary.title), '', ...plainLines(summary)]),
  );
