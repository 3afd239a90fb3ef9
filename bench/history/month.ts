import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LocalStore } from '../../cli/store/dynalite.ts';
import { takeSnapshot } from '../../lambda/check/take-snapshot.ts';
import { evaluate } from '../../lambda/health/evaluation.ts';
import { defaultRules } from '../../lambda/health/rules.ts';
import { type Item, toItem } from '../../lambda/history/item.ts';
import type { Snapshot } from '../../lambda/history/snapshot.ts';
import { plusSeconds, type Timestamp } from '../../lambda/time.ts';
import type { Instance } from '../../lambda/workspace/instance.ts';
import type { Observation } from '../../lambda/workspace/observation.ts';

export const workspace = 'production';
const keepSeconds = 40 * 86_400;

/** Every so many checks, an instance is gone for ten of them; and, some time later, the workspace for three. */
const checksBetweenLosses = 500;
const [checksLost, checksUnseen] = [10, 3];

/** The items of so many checks of a cluster, a minute apart, as the check function would write them. */
export function* monthOf(checks: number, instances: number, start: Timestamp): Generator<Item> {
  let previous: Snapshot | null = null;
  for (let check = 0; check < checks; check += 1) {
    const takenAt = plusSeconds(start, 60 * check);
    const observation = observationAt(check, instances, start, takenAt);
    const before: Snapshot | null = previous;
    const evaluation = evaluate({
      previous: before?.health ?? null,
      observation,
      rules: defaultRules,
      silences: [],
      at: takenAt,
    });
    const seen = { observation, latencyMilliseconds: 200 };
    const taken = takeSnapshot({ workspace, takenAt, seen, evaluation, silences: [], previous: before });
    const snapshot: Snapshot = { ...taken, deliveredAt: taken.alert && takenAt, outbox: [] };
    previous = snapshot;
    yield toItem(snapshot, { keepSeconds, writer: `check ${check}` }).item;
  }
}

function observationAt(check: number, count: number, start: Timestamp, at: Timestamp): Observation {
  const phase = check % checksBetweenLosses;
  if (phase >= checksBetweenLosses / 2 && phase < checksBetweenLosses / 2 + checksUnseen) {
    return { outcome: 'timeout', detail: 'no complete answer within 10 s', httpStatus: null };
  }
  const observer = check % count;
  const isLost = (index: number): boolean =>
    index === 1 && observer !== 1 && check > checksBetweenLosses && phase < checksLost;
  const instances = Array.from({ length: count }, (_, index) => instanceOf(index, index === observer, start, at));
  return {
    outcome: 'ok',
    instances: instances.filter((_, index) => !isLost(index)),
    observer: instances[observer]?.id ?? null,
    serverDate: at,
    oddities: [],
  };
}

const instanceOf = (index: number, local: boolean, start: Timestamp, at: Timestamp): Instance => ({
  id: `5c0e7c3a-0000-4000-a000-${String(index).padStart(12, '0')}`,
  name: 'rocket.chat',
  pid: 1,
  address: `10.0.1.${index + 1}`,
  host: `10.0.1.${index + 1}`,
  port: '3000',
  tcpPort: 35_000 + index,
  registeredAt: plusSeconds(start, -86_400 - 60 * index),
  heartbeatAt: plusSeconds(at, -index),
  connected: true,
  local,
  totalMemoryBytes: 16_777_216_000,
  freeMemoryBytes: 9_000_000_000,
  nodeVersion: 'v22.16.0',
  clientConnections: 40 + index,
});

/** As many as DynamoDB takes at a time. */
const itemsPerWrite = 25;

export async function write(items: Iterable<Item>, { client, table }: LocalStore): Promise<void> {
  const documents = DynamoDBDocumentClient.from(client);
  let batch: Item[] = [];
  const flush = async (): Promise<void> => {
    const requests = batch.map((item) => ({ PutRequest: { Item: item } }));
    batch = [];
    if (requests.length > 0) await documents.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
  };
  for (const item of items) {
    batch.push(item);
    if (batch.length === itemsPerWrite) await flush();
  }
  await flush();
}
