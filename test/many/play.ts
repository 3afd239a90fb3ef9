import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { History } from '../../adapters/dynamodb/history.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { plusSeconds, type Timestamp, toTimestamp } from '../../core/base/time.ts';
import { readConfiguration } from '../../config/load.ts';
import { VirtualClock } from '../../simulator/clock.ts';
import { serveEach } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { alertTopic, type LoadedHandler, loadHandler } from '../lambda/loaded-handler.ts';
import { type Fate, fateOf } from './fates.ts';

/** What came of one of many workspaces. */
export interface Lived {
  readonly name: string;
  readonly fate: Fate;
  /** The ids of its instances. */
  readonly instances: readonly string[];
  readonly snapshots: readonly Snapshot[];
  /** What its checks failed of. */
  readonly failures: readonly string[];
}

/** What came of all of them. */
export interface Played {
  readonly checkTimes: readonly Timestamp[];
  readonly workspaces: readonly Lived[];
  /** What reached a subscriber of the alert topic: `NAME CHANGE KIND` for each change of each message. */
  readonly messages: readonly string[];
}

/** Many in one file: what they share is written once. */
export const configurationOf = (names: readonly string[], url: string): string =>
  [
    'workspaces:',
    ...names.map((name) => `  - { name: ${name}, url: "${url}/${name}" }`),
    'rules: { unreachable: { for: 0s }, unauthorized: { for: 0s } }',
  ].join('\n');

export const namesOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `workspace-${String(index).padStart(3, '0')}`);

/** As many checks at a time as a new account runs functions at once. */
const atOnce = 10;

/**
 * Has so many workspaces checked three times, a minute apart: through the function's own handler, with the events
 * that their schedules hand to it, against local DynamoDB, SNS, SSM and simulated workspaces.
 */
export async function play(count: number): Promise<Played> {
  const clock = new VirtualClock(toTimestamp(new Date()));
  const clusters = new Map(namesOf(count).map((name, seed) => [name, new SimulatedWorkspace({ clock, seed })]));
  const loaded = await loadHandler();
  const server = await serveEach(clusters);
  try {
    return await live(loaded, server.url, clusters, clock);
  } finally {
    await server.close();
    await loaded.close();
  }
}

async function live(
  { aws, handler }: LoadedHandler,
  url: string,
  clusters: ReadonlyMap<string, SimulatedWorkspace>,
  clock: VirtualClock,
): Promise<Played> {
  const published = aws.subscribe(alertTopic);
  const names = [...clusters.keys()];
  const { workspaces } = readConfiguration(configurationOf(names, url), 'alerter.yaml');
  for (const [index, { credentials: parameter }] of workspaces.entries()) {
    const { credentials } = fateOf(index);
    if (credentials !== null) aws.parameters.set(parameter, credentials);
  }

  const since = comingMinute();
  const checkTimes = [0, 60, 120].map((seconds) => plusSeconds(since, seconds));
  const failures = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const scheduledAt of checkTimes) {
    await inTurns(workspaces, async (workspace) => {
      const event: unknown = JSON.parse(JSON.stringify({ scheduledAt, workspace }));
      await handler(event).catch((error: unknown) => failures.get(workspace.name)?.push(String(error)));
    });
    if (scheduledAt === checkTimes[0])
      for (const [index, cluster] of [...clusters.values()].entries()) fateOf(index).befall(cluster);
    clock.advance(60);
  }

  const history = new History(new DynamoDBClient({}), aws.table);
  const lived = new Map<string, Lived>();
  await inTurns([...names.entries()], async ([index, name]) => {
    const snapshots = await snapshotsOf(history, name, since);
    const instances = (clusters.get(name)?.instances ?? []).map(({ id }) => id);
    const own = { instances, failures: failures.get(name) ?? [] };
    lived.set(name, { name, fate: fateOf(index), snapshots, ...own });
  });
  return {
    checkTimes,
    workspaces: names.flatMap((name) => lived.get(name) ?? []),
    messages: published().flatMap(changesIn),
  };
}

/** A minute that is not yet, so that no check is late, and so near that none is refused because it is dated ahead. */
const comingMinute = (): Timestamp => toTimestamp(new Date((Math.floor(Date.now() / 60_000) + 2) * 60_000));

async function snapshotsOf(history: History, name: string, since: Timestamp): Promise<Snapshot[]> {
  const found: Snapshot[] = [];
  for await (const snapshot of history.between(name, { since, until: plusSeconds(since, 3600), now: since })) {
    found.push(snapshot);
  }
  return found;
}

const messageSchema = v.object({
  workspace: v.string(),
  changes: v.array(v.object({ change: v.string(), kind: v.string() })),
});

const changesIn = (message: unknown): readonly string[] => {
  const { workspace, changes } = v.parse(messageSchema, message);
  return changes.map(({ change, kind }) => `${workspace} ${change} ${kind}`);
};

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of left) await work(item);
    }),
  );
}
