import { HistoryError } from '../../adapters/dynamodb/history-error.ts';
import { isOfWorkspace } from '../../adapters/dynamodb/table.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { Problem } from '../base/problem.ts';
import type { OpenHistory } from './open-history.ts';
import { partitionsIn } from './partitions.ts';

/** As many names as a person reads. */
const maxNames = 20;

/**
 * The workspace that a command line means: the one it names, or the only one in the history.
 *
 * @param name null where the command line names none
 * @throws Problem that says which workspaces there are, where that can be known
 */
export async function findWorkspace(opened: OpenHistory, name: string | null, now: Timestamp): Promise<string> {
  const mayBeThere = name !== null && isOfWorkspace(name);
  if (mayBeThere && (await opened.history.latest(name, now)) !== null) return name;
  const names = await namesIn(opened, now, name);
  if (name !== null) throw new Problem(`there is no workspace ${name} in ${opened.where}. ${thereAre(names)}`);
  const [only, ...others] = names;
  if (only === undefined) throw new Problem(`${opened.where} holds no checks`);
  if (others.length === 0) return only;
  throw new Problem(`${opened.where} holds several workspaces: name one with --workspace. ${thereAre(names)}`);
}

const thereAre = (names: readonly string[]): string => {
  if (names.length === 0) return 'It holds no checks at all';
  const more = names.length > maxNames ? ' and others' : '';
  return `There ${names.length === 1 ? 'is' : 'are'} ${names.slice(0, maxNames).join(', ')}${more}`;
};

/** The workspaces in a history that hold a check which has not expired. */
async function namesIn(opened: OpenHistory, now: Timestamp, named: string | null): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const name of partitionsIn(opened.client, opened.table)) {
      if (names.length > maxNames) break;
      if (isOfWorkspace(name) && (await opened.history.latest(name, now)) !== null) names.push(name);
    }
  } catch (error) {
    if (!(error instanceof HistoryError) || error.kind !== 'denied') throw error;
    throw new Problem(
      named === null
        ? 'name the workspace with --workspace: these credentials may not look for it (dynamodb:Scan)'
        : `there is no workspace ${named} in the table ${opened.table}, and these credentials may not look for others (dynamodb:Scan)`,
    );
  }
  return names.sort((a, b) => a.localeCompare(b, 'en'));
}

/** All partitions of a history that are a workspace's, those without a check that has not expired included. */
export async function workspacesIn(opened: OpenHistory): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of eachWorkspaceIn(opened)) names.push(name);
  return names;
}

/** The same, each as soon as it is found. */
export async function* eachWorkspaceIn({ client, table }: OpenHistory): AsyncGenerator<string, void, undefined> {
  for await (const name of partitionsIn(client, table)) if (isOfWorkspace(name)) yield name;
}
