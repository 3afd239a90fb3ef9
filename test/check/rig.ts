import type { StageParts } from '../../cli/demo/stage.ts';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { setUp, Stage, type StageOptions } from '../../cli/demo/stage.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import type { Alert } from '../../core/alerts/alert.ts';
import type { Change } from '../../core/incidents/incident.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { plusSeconds } from '../../core/base/time.ts';
import { VirtualClock } from '../../simulator/clock.ts';
import { serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { aMinute } from '../core/a-minute.ts';
import { HistoryInMemory } from './history-in-memory.ts';

const withAMinute = (options: StageOptions): StageOptions => ({ ...options, rules: { ...aMinute, ...options.rules } });

/** A stage that remembers what was sent. */
export class Rig extends Stage {
  /** With an embedded DynamoDB, asked by a client of the SDK. */
  static async build(given: StageOptions = {}): Promise<Rig> {
    const options = withAMinute(given);
    const parts = await setUp(options);
    return new Rig(parts, options, new History(parts.store.client, parts.store.table));
  }

  /** Without a database, in a fifth of the time: nobody has made a silence. */
  static async inMemory(given: StageOptions = {}): Promise<Rig> {
    const options = withAMinute(given);
    const clock = new VirtualClock(options.start);
    const cluster = new SimulatedWorkspace({ ...options, clock });
    const client = new DynamoDBClient({ region: 'none' });
    const answer = () => Promise.reject(new Error('there is no database'));
    const store = { client, table: 'in-memory', answer, close: () => Promise.resolve() };
    const rig = new Rig({ clock, cluster, server: await serve(cluster), store }, options, new HistoryInMemory());
    rig.keepsRollups = false;
    rig.silenceSource = { upcoming: () => Promise.resolve({ silences: [], remarks: [] }) };
    return rig;
  }

  override readonly history: History;
  /** Every alert as often as it was handed over. */
  readonly published: readonly Alert[];

  private constructor(parts: StageParts, options: StageOptions, history: History) {
    const published: Alert[] = [];
    super(parts, options, { publish: (alert) => Promise.resolve(void published.push(alert)) });
    this.history = history;
    this.published = published;
  }

  /** What was sent, a line for each change: `opened disappeared`. */
  get sent(): string[] {
    return this.published.flatMap(({ changes }) => changes.map(lineOf));
  }

  /** The ids of the processes that live, oldest first. */
  get ids(): [string, string, string] {
    const [a = '', b = '', c = ''] = this.cluster.instances.map(({ id }) => id);
    return [a, b, c];
  }

  /** Everything recorded, oldest first. */
  async snapshots(): Promise<Snapshot[]> {
    const now = this.clock.now();
    const snapshots: Snapshot[] = [];
    const span = { since: plusSeconds(now, -86_400), until: now, now };
    for await (const snapshot of this.history.between(this.workspace.name, span)) snapshots.push(snapshot);
    return snapshots;
  }
}

const lineOf = ({ change, incident, reason }: Change): string =>
  [change, incident.kind, reason].filter((part) => part !== null).join(' ');
