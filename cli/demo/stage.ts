import type { Publisher } from '../../adapters/sns/publisher.ts';
import { check, type CheckReport, type CheckTools, type Unmade } from '../../check/check.ts';
import { noOverlap, type Overlap } from '../../check/overlap.ts';
import type { CredentialsSource } from '../../adapters/ssm/credentials.ts';
import type { SilenceSource } from '../../check/effective-silences.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import type { MaintenanceWindow } from '../../core/incidents/maintenance.ts';
import { defaultRules, type Rules } from '../../core/rules/registry.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { Silences } from '../../adapters/dynamodb/silences.ts';
import type { Probe } from '../../adapters/probe/probe-instances.ts';
import type { ProbeSettings } from '../../adapters/probe/settings.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { defaultLimits } from '../../adapters/rocketchat/limits.ts';
import { VirtualClock } from '../../simulator/clock.ts';
import { simulatedProbe } from '../../simulator/instance-answers.ts';
import { simulatedCredentials, type WorkspaceOptions } from '../../simulator/options.ts';
import { type SimulatedServer, serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { type LocalStore, openLocalStore } from '../store/local-store.ts';

export interface StageOptions extends Omit<WorkspaceOptions, 'clock'> {
  /** @default 60 */
  readonly everySeconds?: number;
  /** Laid over the default rules. */
  readonly rules?: Partial<Rules>;
  /** What instances are asked. @default nothing */
  readonly probe?: ProbeSettings;
  /** @default none */
  readonly maintenance?: readonly MaintenanceWindow[];
  /** When the time begins. @default that of the clock */
  readonly start?: Timestamp;
  /** How long the workspace takes for its answers, one after the other, in milliseconds. @default no time */
  readonly answerMilliseconds?: readonly number[];
  /** The directory in which the history is kept. @default in memory */
  readonly keepIn?: string;
}

export interface StageParts {
  readonly clock: VirtualClock;
  readonly cluster: SimulatedWorkspace;
  readonly server: SimulatedServer;
  readonly store: LocalStore;
}

/** The parts of a stage, running. */
export async function setUp(options: StageOptions): Promise<StageParts> {
  const clock = new VirtualClock(options.start);
  const cluster = new SimulatedWorkspace({ ...options, clock });
  // The store first: it is what may fail.
  const store = await openLocalStore(options.keepIn ?? null);
  const { answerMilliseconds = [] } = options;
  let calls = 0;
  const onCall = (): void => {
    clock.advance((answerMilliseconds[calls % answerMilliseconds.length] ?? 0) / 1000);
    calls += 1;
  };
  return { clock, cluster, server: await serve(cluster, { onCall }), store };
}

/** A simulated cluster, an embedded DynamoDB, and the real pipeline between them, on one virtual clock. */
export class Stage {
  readonly clock: VirtualClock;
  readonly cluster: SimulatedWorkspace;
  readonly server: SimulatedServer;
  readonly store: LocalStore;
  readonly history: History;
  readonly silences: Silences;
  readonly rollups: Rollups;
  keepsRollups = true;
  readonly workspace: WatchedWorkspace;
  silenceSource: SilenceSource;
  publisher: Publisher;
  credentials: CredentialsSource = {
    current: () => Promise.resolve(simulatedCredentials),
    renewed: () => Promise.resolve(simulatedCredentials),
  };
  /** How long a call may take, in real time: a call that hangs hangs in real time. */
  callMilliseconds = defaultLimits.callMilliseconds;
  /** As if it were run by a function that ends then. */
  millisecondsLeft: () => number = () => Infinity;
  /** Whether other runs may be under way. */
  mayOverlap: Overlap = noOverlap;
  /** On the virtual clock, and without calls, unless it is replaced. */
  probe: Probe;
  onRecorded: (snapshot: Snapshot) => Promise<void> = () => Promise.resolve();

  constructor({ clock, cluster, server, store }: StageParts, options: StageOptions, publisher: Publisher) {
    this.clock = clock;
    this.cluster = cluster;
    this.server = server;
    this.store = store;
    this.publisher = publisher;
    this.history = new History(store.client, store.table);
    this.silences = new Silences(store.client, store.table);
    this.rollups = new Rollups(store.client, store.table);
    this.silenceSource = this.silences;
    this.probe = simulatedProbe(cluster);
    this.workspace = {
      name: 'production',
      url: server.url,
      allowInsecure: false,
      ca: null,
      credentials: '/rocketchat-alerter/production',
      heartbeatUrl: null,
      everySeconds: options.everySeconds ?? 60,
      recheckEverySeconds: null,
      keepSeconds: 30 * 86_400,
      rules: { ...defaultRules, ...options.rules },
      ...(options.probe !== undefined && { probe: options.probe }),
      maintenance: options.maintenance ?? [],
    };
  }

  /** One check, now, as if it had been due at that time; null where it was not made. */
  async check(dueAt?: Timestamp, writer?: string): Promise<CheckReport | null> {
    const report = await this.tryCheck(dueAt, writer);
    return typeof report === 'string' ? null : report;
  }

  tryCheck(dueAt: Timestamp = this.clock.now(), writer = `run at ${this.clock.now()}`): Promise<CheckReport | Unmade> {
    return check({ workspace: this.workspace, dueAt, mayOverlap: this.mayOverlap, writer }, this.#tools);
  }

  /** So many checks, each followed by the time until the next. */
  async checks(count: number): Promise<void> {
    for (let made = 0; made < count; made += 1) {
      const dueAt = this.clock.now();
      await this.check();
      const nextAt = plusSeconds(dueAt, this.workspace.everySeconds);
      this.clock.advance(Math.max(0, secondsBetween(this.clock.now(), nextAt)));
    }
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.store.close();
  }

  get #tools(): CheckTools {
    return {
      clock: this.clock,
      credentials: this.credentials,
      history: this.history,
      publisher: this.publisher,
      probe: this.probe,
      silences: this.silenceSource,
      ...(this.keepsRollups && { openRollups: () => Promise.resolve(this.rollups) }),
      millisecondsLeft: this.millisecondsLeft,
      onRecorded: this.onRecorded,
      limits: { callMilliseconds: this.callMilliseconds, retries: 0 },
    };
  }
}
