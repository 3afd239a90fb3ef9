import type { Clock } from '../core/base/time.ts';
import type { Credentials } from '../adapters/rocketchat/credentials.ts';
import type { LoadBalancer } from './load-balancer.ts';
import { type Places, type StartOptions, streamerName } from './process-factory.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Shape } from './rendering.ts';

/** The token of the published example; it opens nothing but simulated workspaces. */
export const simulatedCredentials: Credentials = {
  userId: 'CkCPNctrgCDfmWLqC',
  authToken: '1Dd4iN_ClKn5jl-xPC36snQ4s9Zd5GZnXCQuCNSKcVE',
};

/**
 * How servers are connected. `tcp`: a monolith whose brokers talk over TCP; `nats`: a monolith over NATS; `microservices`:
 * services of their own over NATS, of which only `ddp-streamer` registers from 6.0 on.
 */
export type Mode = 'tcp' | 'nats' | 'microservices';

/** Seconds that a start takes: always the same, or anything between the two. */
export type StartTime = number | { readonly min: number; readonly max: number };

export interface WorkspaceOptions {
  /** A `VirtualClock`, or the real time. */
  readonly clock: Pick<Clock, 'now'>;
  /** The same seed gives the same ids, numbers and choices. @default 1 */
  readonly seed?: number;
  /** @default 'tcp' */
  readonly mode?: Mode;
  /** The version of Rocket.Chat, by which the behaviour goes. @default '8.0.0', or '5.4.0' where the shape is older */
  readonly version?: string;
  /** False: a build without the enterprise folder, whose processes know no peers. @default true */
  readonly enterprise?: boolean;
  /** @default 'current' */
  readonly shape?: Shape;
  /**
   * What runs from the beginning, for up to a day already: how many, or each one's options. In `microservices` mode a
   * number is that of the servers, and of as many streamers. @default 3
   */
  readonly instances?: number | readonly StartOptions[];
  /** @default 'fixed', or 'localhost' over NATS */
  readonly places?: Places;
  /** @default 'v22.16.0' */
  readonly nodeVersion?: string;
  /** How long restarts, scaling up and roll-outs take where they do not say. @default 20, or 30 in roll-outs */
  readonly startSeconds?: StartTime;
  /** Who answers a call. @default 'round-robin' */
  readonly loadBalancer?: LoadBalancer;
  /** For how long a hung process is still chosen; null: for as long as it hangs. @default 10 */
  readonly healthCheckSeconds?: number | null;
  /** `MULTIPLE_INSTANCES_PING_INTERVAL`. @default 10 */
  readonly heartbeatSeconds?: number;
  /** `MULTIPLE_INSTANCES_EXPIRE`, but in seconds. @default three heartbeats, rounded up to whole minutes */
  readonly expireAfterSeconds?: number;
  /** How often MongoDB's TTL monitor runs. @default 60 */
  readonly sweepEverySeconds?: number;
  /** How far MongoDB's clock, in which records are dated, is ahead of the others. @default 0 */
  readonly databaseClockSkewSeconds?: number;
  /** @default simulatedCredentials */
  readonly credentials?: Credentials;
  /** Null: the user bypasses it, as an administrator does. @default null */
  readonly rateLimit?: RateLimit | null;
}

const startsOf = (instances: number | readonly StartOptions[], mode: Mode): readonly StartOptions[] => {
  if (typeof instances !== 'number') return instances;
  const services = mode === 'microservices' ? [{}, { service: streamerName }] : [{}];
  return services.flatMap((options) => Array.from({ length: instances }, (): StartOptions => options));
};

const defaultExpirySeconds = (heartbeatSeconds: number): number => Math.ceil((3 * heartbeatSeconds) / 60) * 60;

/** The options with every default filled in, and what the database needs in milliseconds. */
export const withDefaults = ({
  seed = 1,
  mode = 'tcp',
  shape = 'current',
  version = shape === 'current' || shape === 'strings' ? '8.0.0' : '5.4.0',
  enterprise = true,
  instances = 3,
  places = mode === 'nats' ? 'localhost' : 'fixed',
  nodeVersion = 'v22.16.0',
  startSeconds,
  loadBalancer = 'round-robin',
  healthCheckSeconds = 10,
  heartbeatSeconds = 10,
  expireAfterSeconds = defaultExpirySeconds(heartbeatSeconds),
  sweepEverySeconds = 60,
  databaseClockSkewSeconds = 0,
  credentials = simulatedCredentials,
  rateLimit = null,
}: WorkspaceOptions) => ({
  seed,
  mode,
  shape,
  version,
  enterprise,
  instances: startsOf(instances, mode),
  places,
  nodeVersion,
  startSeconds,
  loadBalancer,
  healthCheckSeconds,
  timing: {
    heartbeat: heartbeatSeconds * 1000,
    expire: expireAfterSeconds * 1000,
    sweep: sweepEverySeconds * 1000,
    skew: databaseClockSkewSeconds * 1000,
  },
  credentials,
  rateLimit,
});

export type EffectiveOptions = ReturnType<typeof withDefaults>;
