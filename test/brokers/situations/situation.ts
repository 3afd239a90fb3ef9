import type { Cluster } from '../cluster.ts';
import type { NatsServer } from '../nats/nats-server.ts';
import type { Report } from '../report.ts';
import type { ServerProcess } from '../server-process.ts';
import type { Watch } from '../watch.ts';

export interface Stage {
  readonly cluster: Cluster;
  readonly watch: Watch;
  /** The server between the brokers; null over TCP. */
  readonly nats: NatsServer | null;
  readonly step: Report['step'];
  readonly note: Report['note'];
}

/** Something that happens to a cluster, with what its endpoint says of it. */
export interface Situation {
  /** The key of what the evaluation should make of it. */
  readonly name: string;
  readonly transporter: 'tcp' | 'nats';
  readonly play: (stage: Stage) => Promise<void>;
}

export type Three = readonly [ServerProcess, ServerProcess, ServerProcess];
