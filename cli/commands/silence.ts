import { Command, InvalidArgumentError, Option } from 'commander';
import { incidentKinds } from '../../core/rules/registry.ts';
import { Silences, type WorkspaceSilence } from '../../adapters/dynamodb/silences.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { oneLine } from '../../core/text/one-line.ts';
import {
  type HistoryOptions,
  type ListOptions,
  usingWorkspaceHistory,
  withHistoryOptions,
  withListOptions,
  withSourceOptions,
} from '../store/history-options.ts';
import { Problem } from '../base/problem.ts';
import {
  newSilence,
  remarkOnInstance,
  silenceLengths,
  silenceReasonOf,
  silenceSecondsOf,
} from '../silences/new-silence.ts';
import { scopeText, silenceLine, silenceTable, untilText } from '../silences/silence-text.ts';
import { type HistorySource, usingHistory } from '../store/open-history.ts';
import type { Terminal } from '../base/terminal.ts';
import type { CommandSession } from '../base/session.ts';

const exitCodes = '\nExit code: 0 done, 2 could not do it.';

export const silenceCommand = (session: CommandSession): Command =>
  new Command('silence')
    .description(
      'Mutes new alerts for a while. Checks go on: incidents still open when a silence ends are sent then, and ' +
        'resolutions of earlier alerts are always sent. Recurring windows are in alerter.yaml.',
    )
    .helpCommand(false)
    .addCommand(addCommand(session))
    .addCommand(listCommand(session))
    .addCommand(endCommand(session));

interface AddOptions extends HistoryOptions {
  readonly kind?: readonly string[];
  readonly instance?: string;
  readonly for: number;
  readonly reason: string;
  readonly json?: true;
}

const addCommand = ({ terminal }: CommandSession): Command =>
  withHistoryOptions(new Command('add').description('Mutes new alerts of a workspace, starting now.'))
    .addOption(new Option('--kind <kind...>', 'only these kinds (default: all)').choices([...incidentKinds]))
    .option(
      '--instance <name>',
      'only this instance: host:port, host, address, id, or its name in alerts (default: all)',
    )
    .requiredOption('--for <duration>', 'how long, such as 30m, 2h or 3d', readLength)
    .requiredOption('--reason <text>', 'why, for your colleagues', readReason)
    .option('--json', 'print one line of JSON')
    .addHelpText('after', exitCodes)
    .action((options: AddOptions) => add(options, terminal));

function readLength(text: string): number {
  const seconds = silenceSecondsOf(text);
  if (seconds === null) throw new InvalidArgumentError(`Write ${silenceLengths}.`);
  return seconds;
}

function readReason(text: string): string {
  const reason = silenceReasonOf(text);
  if (reason === '') throw new InvalidArgumentError('Say in a few words why.');
  return reason;
}

async function add(options: AddOptions, { result, progress }: Terminal): Promise<void> {
  const silence = newSilence(options, systemClock.now());
  await usingWorkspaceHistory(options, async ({ history, client, table, workspace, now }) => {
    const latest = silence.instance === null ? null : await history.latest(workspace, now);
    const remark =
      silence.instance === null ? null : remarkOnInstance(silence.instance, latest?.health.instances ?? []);
    if (remark !== null) progress(`note: ${remark}`);
    await new Silences(client, table).add(workspace, silence);
    if (options.json === true) {
      await result(silenceLine({ workspace, silence }));
      return;
    }
    await result(
      `silenced: ${workspace}, ${scopeText(silence)}, ${untilText(silence, silence.from)}. Its id is ${silence.id}`,
    );
    progress(`to end it sooner: npm run -s alerter -- silence end ${silence.id}${sourceText(options)}`);
  });
}

/** The options that lead to the same history again. */
const sourceText = ({ stack, table, store }: HistorySource): string =>
  Object.entries({ stack, table, store })
    .map(([name, value]) => (value === undefined ? '' : ` --${name} ${value}`))
    .join('');

const listCommand = ({ terminal }: CommandSession): Command =>
  withListOptions(
    new Command('list').description('Lists silences. Maintenance windows are in alerter.yaml, not in this list.'),
  )
    .addHelpText('after', exitCodes)
    .action((options: ListOptions) => list(options, terminal));

async function list({ workspace, json, ...source }: ListOptions, terminal: Terminal): Promise<void> {
  const now = systemClock.now();
  const all = await allSilences(source, terminal);
  const silences = workspace === undefined ? all : all.filter((one) => one.workspace === workspace);
  if (json === true) await terminal.result(...silences.map(silenceLine));
  else if (silences.length > 0) await terminal.result(...silenceTable(silences, now, terminal));
  else terminal.progress(`nothing is silenced${workspace === undefined ? '' : ` in ${oneLine(workspace, 48)}`}`);
}

const allSilences = (source: HistorySource, { progress }: Terminal): Promise<readonly WorkspaceSilence[]> =>
  usingHistory(source, async ({ client, table }) => {
    const { silences, remarks } = await new Silences(client, table).all(systemClock.now());
    for (const remark of remarks) progress(`note: ${remark}`);
    return silences;
  });

const endCommand = ({ terminal }: CommandSession): Command =>
  withSourceOptions(
    new Command('end').description('Ends a silence. Incidents still open are sent with the next check.'),
  )
    .argument('<id>', 'as `silence list` shows it')
    .addHelpText('after', exitCodes)
    .action((id: string, source: HistorySource) => end(id, source, terminal));

const end = (id: string, source: HistorySource, { result }: Terminal): Promise<void> =>
  usingHistory(source, async ({ client, table, where }) => {
    const silences = new Silences(client, table);
    const found = await silences.find(id.trim().toLowerCase(), systemClock.now());
    if (found === null) {
      throw new Problem(`there is no silence ${oneLine(id, 40)} in ${where}: see \`silence list\``);
    }
    await silences.remove(found.workspace, found.silence);
    await result(
      `ended: ${found.workspace}, ${scopeText(found.silence)}. Incidents still open are sent with the next check`,
    );
  });
