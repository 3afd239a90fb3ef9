import { SSMClient } from '@aws-sdk/client-ssm';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { commandClientConfig, usingClient } from '../input/aws-clients.ts';
import { exitCodes, Problem } from '../base/problem.ts';
import { findingOf } from '../set-up/check-credentials.ts';
import { inTurns } from './in-turns.ts';

/** What came of trying the stored credentials from here, one line each. */
export interface TokenFindings {
  readonly problems: readonly string[];
  readonly unknown: readonly string[];
}

/** Reads the credentials of each workspace, and shows them to it. */
export async function tryTokens(workspaces: readonly WatchedWorkspace[]): Promise<TokenFindings> {
  try {
    const findings = await usingClient(new SSMClient(commandClientConfig()), (client) =>
      inTurns(workspaces, (workspace) => findingOf(workspace, client)),
    );
    const texts = (code: number): string[] =>
      findings.flatMap(({ workspace, outcome, text, exitCode }) =>
        exitCode === code ? [`${workspace.name}: credentials ${outcome}: ${text}`] : [],
      );
    return { problems: texts(exitCodes.problemsFound), unknown: texts(exitCodes.couldNotDoIt) };
  } catch (error) {
    if (error instanceof Problem) return { problems: [], unknown: [`credentials: ${error.message}`] };
    throw error;
  }
}
