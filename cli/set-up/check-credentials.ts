import type { SSMClient } from '@aws-sdk/client-ssm';
import type { AwsErrorKind } from '../../adapters/aws/error-kind.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { readStoredCredentials, storedForm } from '../../adapters/ssm/credentials.ts';
import type { Outcome } from '../../core/observation/observation.ts';
import type { CommandSession } from '../base/session.ts';
import { tableLines } from '../output/table.ts';
import { type ExitCode, exitCodes } from '../base/problem.ts';
import { ParameterProblem, readParameter, regionOf, type StoredText } from './parameter-store.ts';
import { chooseTargets, type TargetOptions } from './target.ts';
import { tryCredentials } from './try-credentials.ts';

export interface CheckCredentialsOptions extends TargetOptions {
  readonly json?: true;
}

/** How the stored credentials of a workspace are. */
export interface Finding {
  readonly workspace: WatchedWorkspace;
  /** `ok`; why the workspace does not take them; `missing`, `malformed`, `unencrypted`; why SSM does not show them. */
  readonly outcome: Outcome | AwsErrorKind | 'malformed' | 'unencrypted';
  readonly text: string;
  readonly exitCode: ExitCode;
}

/** Tries what is stored for each workspace, some at a time. @throws Problem where that cannot be done at all */
export async function checkCredentials(
  options: CheckCredentialsOptions,
  { terminal }: CommandSession,
  client: SSMClient,
): Promise<ExitCode> {
  const workspaces = chooseTargets(options);
  const region = await regionOf(client);
  const count = workspaces.length === 1 ? '1 workspace' : `${workspaces.length} workspaces`;
  terminal.progress(`trying the credentials of ${count}, stored in ${region}`);
  const findings: Finding[] = [];
  for (let start = 0; start < workspaces.length; start += atATime) {
    const some = workspaces.slice(start, start + atATime);
    // All of them, before anything is thrown: none is left under way.
    for (const found of await Promise.allSettled(some.map((workspace) => findingOf(workspace, client)))) {
      if (found.status === 'rejected') throw found.reason;
      findings.push(found.value);
    }
  }
  await terminal.result(...(options.json === true ? findings.map(jsonLine) : lines(findings)));
  const codes = findings.map(({ exitCode }) => exitCode);
  // Something to put right is worth more than something not known.
  const { problemsFound, couldNotDoIt, healthy } = exitCodes;
  return [problemsFound, couldNotDoIt].find((code) => codes.includes(code)) ?? healthy;
}

const atATime = 8;

export async function findingOf(workspace: WatchedWorkspace, client: SSMClient): Promise<Finding> {
  const { credentials: name } = workspace;
  const { problemsFound, couldNotDoIt, healthy } = exitCodes;
  let stored: StoredText;
  try {
    stored = await readParameter(client, name);
  } catch (error) {
    // Without AWS credentials, there is nothing to say of any workspace.
    if (!(error instanceof ParameterProblem) || error.trouble === 'credentials') throw error;
    if (error.trouble !== 'missing') {
      return { workspace, outcome: error.trouble, text: error.message, exitCode: couldNotDoIt };
    }
    const text = `there is no parameter ${name} in this account and region. Store it with credentials set.`;
    return { workspace, outcome: error.trouble, text, exitCode: problemsFound };
  }
  const credentials = readStoredCredentials(stored.text);
  if (credentials === null) {
    const text = `${name} does not hold ${storedForm}. Store it again with credentials set.`;
    return { workspace, outcome: 'malformed', text, exitCode: problemsFound };
  }
  if (!stored.isSecure) {
    const text = `${name} is not a SecureString: everyone who may read parameters can read it. Delete it, then store it again with credentials set.`;
    return { workspace, outcome: 'unencrypted', text, exitCode: problemsFound };
  }
  const { verdict, outcome, text } = await tryCredentials(workspace, credentials);
  const exitCode = { accepted: healthy, refused: problemsFound, untried: couldNotDoIt }[verdict];
  return { workspace, outcome, text, exitCode };
}

const jsonLine = ({ workspace, outcome, text }: Finding): string =>
  JSON.stringify({
    type: 'credentials',
    workspace: workspace.name,
    parameter: workspace.credentials,
    outcome,
    detail: text,
  });

const lines = (findings: readonly Finding[]): readonly string[] =>
  tableLines(findings.map(({ workspace, outcome, text }) => [{ text: workspace.name }, { text: outcome }, { text }]));
