import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { explainErrors, HistoryError } from '../../adapters/dynamodb/history-error.ts';
import { historyTable } from '../../adapters/dynamodb/table.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { Problem } from '../problem.ts';
import type { OpenHistory } from './open-history.ts';

const { partitionKey, sortKey, silences } = historyTable;

/** As many names as a person reads. */
const maxNames = 20;

/**
 * The workspace that a command line means: the one it names, or the only one in the history.
 *
 * @param name null where the command line names none
 * @throws Problem that says which workspaces there are, where that can be known
 */
export async function findWorkspace(opened: OpenHistory, name: string | null, now: Timestamp): Promise<string> {
  const mayBeThere = name !== null && name !== silences;
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

/**
 * The workspaces in a history. DynamoDB has no call for that, and reading the whole table would cost what the table
 * costs; but a scan may begin anywhere: one that begins at the end of a workspace finds the next one at once.
 */
async function namesIn(opened: OpenHistory, now: Timestamp, named: string | null): Promise<string[]> {
  const seen = new Set<string>();
  const names: string[] = [];
  for (let name = await nextName(opened, null, named); name !== null; name = await nextName(opened, name, named)) {
    // An emulator that does not begin where it was asked to would go round for ever.
    if (seen.has(name) || names.length > maxNames) break;
    seen.add(name);
    if (name !== silences && (await opened.history.latest(name, now)) !== null) names.push(name);
  }
  return names.sort((a, b) => a.localeCompare(b, 'en'));
}

/** No time is later than this text. */
const afterAllTimes = '~';

async function nextName({ client, table }: OpenHistory, after: string | null, named: string | null) {
  const scan = new ScanCommand({
    TableName: table,
    Limit: 1,
    ProjectionExpression: '#workspace',
    ExpressionAttributeNames: { '#workspace': partitionKey },
    ...(after !== null && { ExclusiveStartKey: { [partitionKey]: { S: after }, [sortKey]: { S: afterAllTimes } } }),
  });
  try {
    const { Items: [item] = [] } = await explainErrors(table, 'Scan', () => client.send(scan));
    return item?.[partitionKey]?.S ?? null;
  } catch (error) {
    if (!(error instanceof HistoryError) || error.kind !== 'denied') throw error;
    throw new Problem(
      named === null
        ? 'name the workspace with --workspace: these credentials may not look for it (dynamodb:Scan)'
        : `there is no workspace ${named} in the table ${table}, and these credentials may not look for others (dynamodb:Scan)`,
    );
  }
}
