import { Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { acknowledge, nameAsKept, noteAsKept, withdrawAcknowledgement } from '../incidents/acknowledge.ts';
import { incidentLine, incidentTable } from '../incidents/incident-text.ts';
import { type OpenIncident, openIncidentsOf } from '../incidents/open-incidents.ts';
import type { CommandSession } from '../base/session.ts';
import type { Terminal } from '../base/terminal.ts';
import { workspacesIn } from '../store/find-workspace.ts';
import {
  type HistoryOptions,
  type ListOptions,
  usingWorkspaceHistory,
  withHistoryOptions,
  withListOptions,
} from '../store/history-options.ts';
import { usingHistory } from '../store/open-history.ts';

const exitCodes = '\nExit code: 0 done, 2 could not do it.';
const idHelp = 'as `incident list` shows it; or the `incident` of an alert';

export const incidentCommand = (session: CommandSession): Command =>
  new Command('incident')
    .description(
      'Lists open incidents and acknowledges them. An acknowledged incident sends no reminders and is not ' +
        'escalated; its resolution is still sent.',
    )
    .helpCommand(false)
    .addCommand(listCommand(session))
    .addCommand(ackCommand(session))
    .addCommand(unackCommand(session));

const listCommand = ({ terminal }: CommandSession): Command =>
  withListOptions(new Command('list').description('Lists open incidents, and who takes care of them.'))
    .addHelpText('after', exitCodes)
    .action((options: ListOptions) => list(options, terminal));

async function list({ workspace, json, ...source }: ListOptions, terminal: Terminal): Promise<void> {
  const now = systemClock.now();
  const open = await usingHistory(source, async (opened) => {
    const names = workspace === undefined ? await workspacesIn(opened) : [workspace];
    const found: OpenIncident[] = [];
    for (const name of names.toSorted()) found.push(...(await openIncidentsOf(opened, name, now)));
    return found;
  });
  if (json === true) await terminal.result(...open.map(incidentLine));
  else if (open.length > 0) await terminal.result(...incidentTable(open, now, terminal));
  else terminal.progress(`no incident is open${workspace === undefined ? '' : ` in ${oneLine(workspace, 48)}`}`);
}

interface AckOptions extends HistoryOptions {
  readonly by: string;
  readonly note: string;
  readonly json?: true;
}

const ackCommand = ({ terminal }: CommandSession): Command =>
  withHistoryOptions(
    new Command('ack')
      .description('Acknowledges an open incident: no more reminders, no escalation.')
      .argument('<id>', idHelp),
  )
    .requiredOption('--by <name>', 'who takes care of it, for your colleagues', readName)
    .option('--note <text>', 'what else they should know', noteAsKept, '')
    .option('--json', 'print one line of JSON')
    .addHelpText('after', exitCodes)
    .action((id: string, options: AckOptions) => ack(id, options, terminal));

function readName(text: string): string {
  const name = nameAsKept(text);
  if (name === '') throw new InvalidArgumentError('Name the person who takes care of it.');
  return name;
}

const ack = (id: string, { by, note, json, ...options }: AckOptions, { result }: Terminal): Promise<void> =>
  usingWorkspaceHistory(options, async (opened) => {
    const { workspace, now } = opened;
    const acknowledged = await acknowledge(opened, { workspace, id, now, by, note });
    const { shortId, incident, summary } = acknowledged;
    await result(
      json === true
        ? incidentLine(acknowledged)
        : `acknowledged: ${workspace}, ${incident.kind}, ${summary}. From the next check on there are no reminders. To take it back: incident unack ${shortId}`,
    );
  });

const unackCommand = ({ terminal }: CommandSession): Command =>
  withHistoryOptions(
    new Command('unack')
      .description('Takes an acknowledgement back: reminders and escalation go on.')
      .argument('<id>', idHelp),
  )
    .addHelpText('after', exitCodes)
    .action((id: string, options: HistoryOptions) => unack(id, options, terminal));

const unack = (id: string, options: HistoryOptions, { result }: Terminal): Promise<void> =>
  usingWorkspaceHistory(options, async (opened) => {
    const { workspace, now } = opened;
    const { incident, summary } = await withdrawAcknowledgement(opened, { workspace, id, now });
    await result(`no longer acknowledged: ${workspace}, ${incident.kind}, ${summary}`);
  });
