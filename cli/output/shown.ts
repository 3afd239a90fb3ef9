import type { Alert } from '../../core/alerts/alert.ts';
import { alertObject } from '../../core/alerts/to-alert-object.ts';
import type { Terminal } from '../terminal.ts';
import { alertText } from './alert.ts';
import { checkSummary } from './check-summary.ts';
import { type CheckView, checkLine } from './json-lines.ts';

/** A check, as a watch shows it. */
export async function showCheck(view: CheckView, terminal: Terminal, isJson: boolean): Promise<void> {
  if (isJson) await terminal.result(checkLine(view));
  else terminal.progress(checkSummary(view, terminal.progressColors));
}

/** An alert, as a watch shows it. */
export const showAlert = (alert: Alert, terminal: Terminal, isJson: boolean): Promise<void> =>
  terminal.result(...(isJson ? [JSON.stringify(alertObject(alert))] : alertText(alert, terminal)));
