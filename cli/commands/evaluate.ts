import { createReadStream } from 'node:fs';
import { Command } from 'commander';
import { unknownOrigin } from '../../core/alerts/origin.ts';
import { counted } from '../../core/text/words.ts';
import { chooseRecorded } from '../evaluate/choose-recorded.ts';
import { createPlayer } from '../evaluate/play.ts';
import { readInterval } from '../base/number-options.ts';
import { newRemarks } from '../output/new-remarks.ts';
import { showAlert, showCheck } from '../output/shown.ts';
import { type ExitCode, exitCodes, Problem } from '../base/problem.ts';
import { readRecording } from '../recording/read-recording.ts';
import type { CommandSession } from '../base/session.ts';

interface EvaluateOptions {
  readonly config?: string;
  readonly workspace?: string;
  readonly every?: number;
  readonly json?: true;
}

export const evaluateCommand = (session: CommandSession): Command =>
  new Command('evaluate')
    .description(
      'Runs recorded answers through the alerter at the times of the recording, and prints what a watch would have ' +
        'printed. Needs no workspace, credentials or AWS.',
    )
    .argument('<file>', 'a recording (.jsonl, .jsonl.gz), made by record; - for stdin')
    .option('--config <file>', 'use the rules and maintenance windows of this alerter.yaml')
    .option('--workspace <name>', 'the workspace of that file to use (default: the only one)')
    .option('--every <duration>', 'the time between checks (default: each answer is a check)', readInterval)
    .option('--json', 'print one line of JSON for each check and each alert')
    .addHelpText(
      'after',
      '\nEach check gets the first answer at or after its due time.\n\n' +
        'Exit code: 0 if nothing opened, 1 if something did, 2 if the recording cannot be\nplayed.',
    )
    .action(async (file: string, options: EvaluateOptions) => {
      session.conclude(await evaluate(file, options, session));
    });

async function evaluate(
  file: string,
  { every, json, ...chosen }: EvaluateOptions,
  { terminal, stdin }: CommandSession,
): Promise<ExitCode> {
  const name = file === '-' ? 'standard input' : file;
  const workspace = chooseRecorded(name, chosen);
  const player = createPlayer({ workspace, everySeconds: every ?? null });
  const { timeZone = null, rules } = workspace;
  const origin = { ...unknownOrigin, timeZone, forgetAfterSeconds: rules.forgetAfterSeconds };
  const isJson = json === true;
  const onRemarks = newRemarks((remark) => {
    terminal.progress(`note: ${remark}`);
  });
  const counts = { lines: 0, checks: 0, alerts: 0 };
  let hasOpened = false;
  for await (const call of readRecording(file === '-' ? stdin : createReadStream(file), name)) {
    if (terminal.lost.aborted) break;
    counts.lines += 1;
    const decision = player.play(call);
    if (decision === null) continue;
    const { snapshot, remarks } = decision;
    counts.checks += 1;
    await showCheck(snapshot, terminal, isJson);
    onRemarks(remarks);
    if (snapshot.alert === null) continue;
    counts.alerts += 1;
    await showAlert(snapshot.alert, terminal, { isJson, origin });
    hasOpened ||= snapshot.alert.changes.some(({ change }) => change === 'opened');
  }
  if (counts.lines === 0) throw new Problem(`${name} holds no answers`);
  if (!isJson) terminal.progress(summary(counts));
  return hasOpened ? exitCodes.problemsFound : exitCodes.healthy;
}

const summary = ({ lines, checks, alerts }: Readonly<Record<'lines' | 'checks' | 'alerts', number>>): string =>
  `${counted(lines, 'answer')}, ${counted(checks, 'check')}, ${counted(alerts, 'alert')}`;
