/**
 * A simulated Rocket.Chat workspace: its processes, their records, their connections and its API.
 *
 * Every operation takes effect at `clock.now()`. Nothing runs in between: an operation or a call first brings about
 * what the time passed should have brought (heartbeats, gossip, TTL sweeps, ends of start-up, steps of a roll-out).
 *
 * Processes: `start`, `setReady`, `stop`, `kill`, `hang`, `wake`, `restart`, `scale`, `rollOut`, `loseBroker`, `regainBroker`.
 * Network: `partition`, `heal`, `loseNats`, `regainNats`. API: `cutOff`, `restore`.
 * Database: `loseDatabase`, `regainDatabase`, `failOver`, `stallDatabase`, `ghost`, `deleteRecord`.
 * Looking: `instances`, `look` (the list as one process would give it), and `Api` for a whole call.
 */
import type { Clock, Timestamp } from '../core/base/time.ts';
import { Cluster } from './cluster.ts';
import type { FaultKind } from './faults.ts';
import { type CutOffOptions, FaultPlan } from './fault-plan.ts';
import { chooserFor } from './load-balancer.ts';
import { observerBehind } from './observer.ts';
import { type EffectiveOptions, type WorkspaceOptions, withDefaults } from './options.ts';
import { OutageOperations } from './outage-operations.ts';
import { serverName } from './process-factory.ts';
import type { ListedInstance } from './rendering.ts';
import { listed, type Observer } from './view.ts';

/** The list as the chosen process gives it, or why it gives none. */
export type Look =
  | { readonly kind: 'list'; readonly instances: readonly ListedInstance[] }
  | { readonly kind: 'no process' | 'hung' }
  | { readonly kind: 'broker'; readonly fault: 'degraded' | 'broker-starting' }
  | { readonly kind: 'fault'; readonly fault: FaultKind };

export class SimulatedWorkspace extends OutageOperations {
  readonly options: EffectiveOptions;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #choose: ReturnType<typeof chooserFor>;
  readonly #faults: FaultPlan;

  constructor(options: WorkspaceOptions) {
    const effective = withDefaults(options);
    const cluster = new Cluster(options.clock, effective);
    super(cluster);
    this.options = effective;
    this.#clock = options.clock;
    this.#faults = new FaultPlan(effective.seed);
    this.#choose = chooserFor(effective.loadBalancer, cluster.random);
    const { random } = cluster;
    for (const instance of effective.instances) {
      this.start({ upSeconds: random.between(3_600, 86_400) + random.next(), ...instance });
    }
  }

  now(): Timestamp {
    return this.#clock.now();
  }

  /** What every call gets instead of the list; null while nothing is wrong with the whole API. */
  get fault(): FaultKind | null {
    return this.#faults.ofEveryCall;
  }

  /** What the next call gets, whichever process would answer it; null: it is let through. */
  drawFault(): FaultKind | null {
    return this.#faults.drawForCall();
  }

  /** Calls get that from now on: all of them, a share of them, or those that some processes answer. */
  cutOff(kind: FaultKind, options: CutOffOptions = {}): void {
    this.#faults.add(kind, options);
  }

  restore(): void {
    this.#faults.clear();
  }

  /** The load balancer chooses a process, and that one lists what it sees. */
  look(): Look {
    const at = this.cluster.catchUp();
    const chosen = this.#choose(this.#candidates(at));
    if (chosen === undefined) return { kind: 'no process' };
    const process = this.cluster.known(chosen);
    if (process.hungSince !== null) return { kind: 'hung' };
    const fault = this.#faults.drawForProcess(chosen);
    if (fault !== null) return { kind: 'fault', fault };
    if (process.databaseLostSince !== null || this.cluster.database.isDown)
      return { kind: 'fault', fault: 'database-lost' };
    const observer = observerBehind(process, { peers: this.cluster.peers, living: this.cluster.living(at) }, at);
    if (observer === 'degraded' || observer === 'broker-starting') return { kind: 'broker', fault: observer };
    return { kind: 'list', instances: this.#list(observer, at) };
  }

  /** Those the load balancer sends calls to, oldest first: it finds out about a hung one after a while. */
  #candidates(at: number): readonly string[] {
    const { healthCheckSeconds } = this.options;
    const hungLately = healthCheckSeconds === null ? -Infinity : at - healthCheckSeconds * 1000;
    return this.cluster
      .living(at)
      .filter((process) => process.birth.service === serverName && process.state(at) !== 'starting')
      .filter((process) => (process.hungSince ?? Infinity) > hungLately)
      .map(({ id }) => id);
  }

  #list(observer: Observer | null, at: number): readonly ListedInstance[] {
    const { addressIsHost } = this.cluster.behaviour;
    return this.cluster.listed(at).map(({ process, dates }) => listed(process, dates, { observer, at, addressIsHost }));
  }
}
