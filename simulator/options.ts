import type { Clock } from '../core/base/time.ts';
import type { Credentials } from '../adapters/rocketchat/credentials.ts';
import type { Places, StartOptions } from './births.ts';
import type { LoadBalancer } from './load-balancer.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Shape } from './rendering.ts';

/** The token of the published example; it opens nothing but simulated workspaces. */
export const simulatedCredentials: Credentials = {
  userId: 'CkCPNctrgCDfmWLqC',
  authToken: '1Dd4iN_ClKn5jl-xPC36snQ4s9Zd5GZnXCQuCNSKcVE',
};

export interface WorkspaceOptions {
  /** A `VirtualClock`, or the real time. */
  readonly clock: Pick<Clock, 'now'>;
  /** The same seed gives the same ids, numbers and choices. @default 1 */
  readonly seed?: number;
  /** In `microservices` mode no process keeps a list of connections. @default 'monolith' */
  readonly mode?: 'monolith' | 'microservices';
  /** @default 'current' */
  readonly shape?: Shape;
  /** What runs from the beginning, for up to a day already: how many, or each one's options. @default 3 */
  readonly instances?: number | readonly StartOptions[];
  /** @default 'fixed' */
  readonly places?: Places;
  /** @default 'v22.16.0' */
  readonly nodeVersion?: string;
  /** Who answers a call. @default 'round-robin' */
  readonly loadBalancer?: LoadBalancer;
  /** For how long a hung process is still chosen; null: for as long as it hangs. @default 10 */
  readonly healthCheckSeconds?: number | null;
  /** `MULTIPLE_INSTANCES_PING_INTERVAL`. @default 10 */
  readonly heartbeatSeconds?: number;
  /** `MULTIPLE_INSTANCES_EXPIRE`, but in seconds. @default 60 */
  readonly expireAfterSeconds?: number;
  /** How often MongoDB's TTL monitor runs. @default 60 */
  readonly sweepEverySeconds?: number;
  /** How far MongoDB's clock, in which records are dated, is ahead of the others. @default 0 */
  readonly databaseClockSkewSeconds?: number;
  /** From two processes being able to talk until they are connected. @default 3 */
  readonly connectSeconds?: number;
  /** @default simulatedCredentials */
  readonly credentials?: Credentials;
  /** Null: the user bypasses it, as an administrator does. @default null */
  readonly rateLimit?: RateLimit | null;
}

/** The options with every default filled in, and what the database needs in milliseconds. */
export const withDefaults = ({
  seed = 1,
  mode = 'monolith',
  shape = 'current',
  instances = 3,
  places = 'fixed',
  nodeVersion = 'v22.16.0',
  loadBalancer = 'round-robin',
  healthCheckSeconds = 10,
  heartbeatSeconds = 10,
  expireAfterSeconds = 60,
  sweepEverySeconds = 60,
  databaseClockSkewSeconds = 0,
  connectSeconds = 3,
  credentials = simulatedCredentials,
  rateLimit = null,
}: WorkspaceOptions) => ({
  seed,
  mode,
  shape,
  instances: typeof instances === 'number' ? Array.from({ length: instances }, (): StartOptions => ({})) : instances,
  places,
  nodeVersion,
  loadBalancer,
  healthCheckSeconds,
  timing: { heartbeat: heartbeatSeconds * 1000, expire: expireAfterSeconds * 1000, sweep: sweepEverySeconds * 1000 },
  databaseClockSkewSeconds,
  connectSeconds,
  credentials,
  rateLimit,
});

export type EffectiveOptions = ReturnType<typeof withDefaults>;
