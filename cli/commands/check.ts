import { Command } from 'commander';
import { observeWorkspace } from '../../check/observe.ts';
import { decide } from '../../core/decide.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import type { Failure } from '../../core/observation/failure.ts';
import { adviceFor } from '../../core/observation/failure-advice.ts';
import { credentialsFromEnvironment, fixedCredentials, whereCredentialsAre } from '../input/credentials.ts';
import { checkReport } from '../output/check-report.ts';
import { checkLine, isHealthy } from '../output/json-lines.ts';
import { whileWaiting } from '../output/waiting.ts';
import { type ExitCode, exitCodes, Problem } from '../base/problem.ts';
import { chooseWorkspace, type WorkspaceOptions } from '../input/choose-workspace.ts';
import type { CommandSession } from '../base/session.ts';

interface CheckOptions extends WorkspaceOptions {
  readonly json?: true;
}

export const checkCommand = (session: CommandSession): Command =>
  new Command('check')
    .description(
      'Checks a workspace once and shows its instances and any problems. Needs ROCKETCHAT_USER_ID and ' +
        'ROCKETCHAT_AUTH_TOKEN in the environment, but not AWS.',
    )
    .requiredOption('--url <url>', 'the address of the workspace, such as https://chat.example.com')
    .option('--config <file>', 'use the rules of this alerter.yaml')
    .option('--ca <file>', 'also trust the certificate authority in this PEM file')
    .option('--allow-insecure', 'send the token over http:// to another machine')
    .option('--json', 'print one line of JSON')
    .addHelpText('after', '\nExit code: 0 healthy, 1 problems found, 2 could not check.')
    .action(async (options: CheckOptions) => {
      session.conclude(await lookOnce(options, session));
    });

async function lookOnce(options: CheckOptions, { terminal, environment }: CommandSession): Promise<ExitCode> {
  const workspace = await chooseWorkspace(options);
  const credentials = fixedCredentials(credentialsFromEnvironment(environment));
  const observing = observeWorkspace(workspace, null, { clock: systemClock, credentials });
  const seen = await whileWaiting(`the answer of ${workspace.url}`, terminal, observing);
  const { name, rules } = workspace;
  const takenAt = systemClock.now();
  const { snapshot, remarks } = decide({ ...seen, workspace: name, takenAt, previous: null, rules, silences: [] });
  for (const remark of remarks) terminal.progress(`note: ${remark}`);
  if (options.json === true) await terminal.result(checkLine(snapshot));
  if (snapshot.failure !== null) throw failedCheck(workspace.url, snapshot.failure);
  if (options.json !== true) await terminal.result(...checkReport(snapshot, workspace.url, terminal));
  return isHealthy(snapshot) ? exitCodes.healthy : exitCodes.problemsFound;
}

function failedCheck(url: string, { outcome, detail }: Failure): Problem {
  const advice = outcome === 'unauthorized' ? `${adviceFor(outcome)} ${whereCredentialsAre}` : adviceFor(outcome);
  const stop = /[.?!]$/.test(detail) ? '' : '.';
  return new Problem(`${url} could not be checked (${outcome}): ${detail}${stop} ${advice}`);
}
