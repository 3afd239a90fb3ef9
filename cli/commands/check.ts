import { Command } from 'commander';
import { probeListedInstances } from '../../check/probe-instances.ts';
import { evaluate } from '../../core/evaluation.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { secondsBetween } from '../../core/time.ts';
import { fetchObservation } from '../../adapters/rocketchat/fetch-observation.ts';
import type { Failure } from '../../core/observation/failure.ts';
import { adviceFor } from '../../core/observation/failure-advice.ts';
import { chooseWorkspace, type WorkspaceOptions } from '../choose-workspace.ts';
import { credentialsFromEnvironment, whereCredentialsAre } from '../credentials.ts';
import { checkReport } from '../output/check-report.ts';
import { type CheckView, checkLine, isHealthy } from '../output/json-lines.ts';
import { type ExitCode, exitCodes, Problem } from '../problem.ts';
import type { CommandSession } from './session.ts';

interface CheckOptions extends WorkspaceOptions {
  readonly json?: true;
}

export const checkCommand = (session: CommandSession): Command =>
  new Command('check')
    .summary('one look at a workspace')
    .description(
      'One look at a workspace: its instances and what stands out. Needs ROCKETCHAT_USER_ID and ' +
        'ROCKETCHAT_AUTH_TOKEN in the environment, and no AWS.',
    )
    .requiredOption('--url <url>', 'where the workspace is reached, such as https://chat.example.com')
    .option('--config <file>', 'an alerter.yaml whose rules to go by')
    .option('--ca <file>', 'trust the certificate authority in this PEM file, too')
    .option('--allow-insecure', 'send the token over http:// to another machine')
    .option('--json', 'print one line of JSON')
    .addHelpText('after', '\nExit code: 0 healthy, 1 problems found, 2 could not look.')
    .action(async (options: CheckOptions) => {
      session.conclude(await lookOnce(options, session));
    });

async function lookOnce(options: CheckOptions, { terminal, environment }: CommandSession): Promise<ExitCode> {
  const workspace = chooseWorkspace(options);
  const startedAt = systemClock.now();
  const looked = await fetchObservation(workspace, credentialsFromEnvironment(environment), { clock: systemClock });
  const latencyMilliseconds = secondsBetween(startedAt, systemClock.now()) * 1000;
  const tools = { clock: systemClock };
  const { observation } = await probeListedInstances(
    { observation: looked, latencyMilliseconds },
    workspace,
    null,
    tools,
  );
  const takenAt = systemClock.now();
  const { state, remarks } = evaluate({
    previous: null,
    observation,
    rules: workspace.rules,
    silences: [],
    at: takenAt,
  });
  const isSighting = observation.outcome === 'ok';
  const view: CheckView = {
    workspace: workspace.name,
    takenAt,
    outcome: observation.outcome,
    observer: isSighting ? observation.observer : null,
    health: state,
  };
  for (const remark of [...(isSighting ? observation.oddities : []), ...remarks]) terminal.progress(`note: ${remark}`);
  if (options.json === true) await terminal.result(checkLine(view));
  if (!isSighting) throw failedCheck(workspace.url, observation);
  if (options.json !== true) await terminal.result(...checkReport(view, workspace.url, terminal));
  return isHealthy(view) ? exitCodes.healthy : exitCodes.problemsFound;
}

function failedCheck(url: string, { outcome, detail }: Failure): Problem {
  const advice = outcome === 'unauthorized' ? `${adviceFor(outcome)} ${whereCredentialsAre}` : adviceFor(outcome);
  const stop = /[.?!]$/.test(detail) ? '' : '.';
  return new Problem(`${url} could not be checked (${outcome}): ${detail}${stop} ${advice}`);
}
