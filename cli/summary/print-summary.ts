import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { readSuggestion, readWeeks } from '../../check/summary-weeks.ts';
import { loadConfiguration } from '../../config/load.ts';
import { defaultStackName } from '../../config/find-settings.ts';
import type { AlerterSettings } from '../../config/settings.ts';
import { commandOf, unknownOrigin } from '../../core/alerts/origin.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { defaultRules, type Rules } from '../../core/rules/registry.ts';
import { makeSummary } from '../../core/summary/make-summary.ts';
import { Problem } from '../base/problem.ts';
import type { Terminal } from '../base/terminal.ts';
import { defaultConfiguration } from '../input/default-configuration.ts';
import { showSummary } from '../output/shown.ts';
import { findWorkspace, workspacesIn } from '../store/find-workspace.ts';
import type { HistoryOptions } from '../store/history-options.ts';
import type { OpenHistory } from '../store/open-history.ts';

export interface SummaryOptions extends HistoryOptions {
  readonly days: number;
  readonly config?: string;
  readonly json?: true;
}

/** Prints the summary of the last days. @throws Problem where there are no checks in them */
export async function printSummary(
  opened: OpenHistory,
  options: SummaryOptions,
  now: Timestamp,
  terminal: Terminal,
): Promise<void> {
  const settings = settingsFor(options);
  const named = options.workspace;
  // A file that is merely here may be that of another history.
  const expected = options.config === undefined ? [] : (settings?.workspaces.map(({ name }) => name) ?? []);
  const names =
    named === undefined
      ? [...new Set([...(await workspacesIn(opened)), ...expected])]
      : [await findWorkspace(opened, named, now)];
  const source = { history: opened.history, rollups: new Rollups(opened.client, opened.table) };
  const span = { from: plusSeconds(now, -options.days * 86_400), to: now, now };
  const all = await readWeeks(source, names, span);
  const weeks = all.filter(
    ({ workspace, checks }) => checks > 0 || expected.includes(workspace) || workspace === named,
  );
  if (weeks.every(({ checks }) => checks === 0)) {
    throw new Problem(`${opened.where} holds no checks of the last ${options.days} days`);
  }
  const summary = makeSummary({
    id: `summary/${now}`,
    ...span,
    weeks,
    suggestion: await readSuggestion(source, weeks, span, (name) => rulesOf(settings, name)),
    timeZone: settings?.summary?.timeZone ?? null,
    commandOf: commandFor(options),
  });
  await showSummary(summary, terminal, options.json === true);
}

/** The file that is named, that of the store, or the one here; null where there is none. @throws ConfigurationError */
function settingsFor({ config, store }: SummaryOptions): AlerterSettings | null {
  const stored = store === undefined ? [] : [join(store, 'alerter.yaml')];
  const file = config ?? [...stored, defaultConfiguration()].find((one) => existsSync(one));
  return file === undefined ? null : loadConfiguration(file, { use: 'local' });
}

const rulesOf = (settings: AlerterSettings | null, name: string): Rules =>
  settings?.workspaces.find((workspace) => workspace.name === name)?.rules ?? settings?.rules ?? defaultRules;

/** Commands for the same history; null for a table that is somebody else's. */
const commandFor = ({ stack = defaultStackName, store, table }: SummaryOptions): ((args: string) => string) | null => {
  if (table !== undefined) return null;
  const deployment = { stack, region: '', dashboard: null, logGroup: null };
  return store === undefined
    ? (args) => commandOf(args, { ...unknownOrigin, deployment })
    : (args) => `${commandOf(args, unknownOrigin)} --store ${store}`;
};
