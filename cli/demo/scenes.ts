import { demoRules } from './keepsake.ts';
import type { SimulatedWorkspace } from '../../simulator/workspace.ts';

/** Something that happens to the cluster, and how many checks look on. */
export interface Scene {
  /** What happens, for a person; `{place}` stands for where it does. */
  readonly title: string;
  /** Makes it happen, and returns the place it happens at, where there is one. */
  readonly act: (cluster: SimulatedWorkspace) => string | null;
  readonly checks: number;
  /** The load balancer leads the first call to a process that hangs. @default false */
  readonly isFirstCallHung?: true;
}

const nowhere = null;

type Process = SimulatedWorkspace['instances'][number];

const running = (cluster: SimulatedWorkspace): readonly Process[] =>
  cluster.instances.filter(({ state }) => state === 'running');

const placeOf = ({ place }: Process): string => `${place.host}:${place.port}`;

/** One that runs, the same from scene to scene while it lives. */
function pick(cluster: SimulatedWorkspace, index = 1): Process {
  const process = running(cluster)[index];
  if (process === undefined) throw new Error(`the demo's cluster has no process number ${index} left`);
  return process;
}

/** Memory of a host, in GiB. */
const memory = (total: number, free: number) => ({
  totalBytes: Math.round(total * 1024 ** 3),
  freeBytes: Math.round(free * 1024 ** 3),
});

export const scenes: readonly Scene[] = [
  { title: 'Three healthy instances behind a load balancer.', act: () => nowhere, checks: 5 },
  {
    title: 'A rolling deploy: each new process is there before its old one stops.',
    act: (cluster) => {
      cluster.rollOut({ style: 'surge' });
      return nowhere;
    },
    checks: 10,
  },
  {
    title: 'Another one, in which each old process stops first.',
    act: (cluster) => {
      cluster.rollOut({ style: 'recreate' });
      return nowhere;
    },
    checks: 10,
  },
  {
    title: '{place} is killed. Nothing takes its place.',
    act: (cluster) => {
      const victim = pick(cluster);
      cluster.kill(victim.id);
      return placeOf(victim);
    },
    checks: 4,
  },
  {
    title: 'A new process starts.',
    act: (cluster) => {
      cluster.start({ startSeconds: 20 });
      return nowhere;
    },
    checks: 8,
  },
  {
    title: '{place} hangs: without a heartbeat it falls off the list.',
    act: (cluster) => {
      const victim = pick(cluster);
      cluster.hang(victim.id);
      return placeOf(victim);
    },
    checks: 6,
    isFirstCallHung: true,
  },
  {
    title: '{place} wakes up and registers again.',
    act: (cluster) => {
      const sleeper = cluster.instances.find(({ state }) => state === 'hung');
      if (sleeper === undefined) throw new Error('nothing hangs in the cluster of the demo');
      cluster.wake(sleeper.id);
      return placeOf(sleeper);
    },
    checks: 4,
  },
  {
    title: '{place} is cut off from the others.',
    act: (cluster) => {
      const one = pick(cluster, 0);
      const others = running(cluster).filter(({ id }) => id !== one.id);
      cluster.partition(
        one.id,
        others.map(({ id }) => id),
      );
      return placeOf(one);
    },
    checks: 7,
  },
  {
    title: 'The network is mended.',
    act: (cluster) => {
      cluster.heal();
      return nowhere;
    },
    checks: 12,
  },
  ...Array.from({ length: 4 }, (_, turn): Scene => ({
    title: turn === 0 ? '{place} restarts …' : '{place} restarts again …',
    act: (cluster) => {
      const victim = running(cluster).at(turn === 0 ? 1 : -1) ?? pick(cluster);
      cluster.restart(victim.id);
      return placeOf(victim);
    },
    checks: 2,
  })),
  { title: '… and then stays up.', act: () => nowhere, checks: 18 },
  {
    title: 'It restarts once more, on a host with little memory left.',
    act: (cluster) => {
      const victim = running(cluster).at(-1) ?? pick(cluster);
      cluster.restart(victim.id, { memory: memory(4, 0.19) });
      return nowhere;
    },
    checks: 3,
  },
  {
    title: 'It is moved to a host with more.',
    act: (cluster) => {
      const victim = running(cluster).at(-1) ?? pick(cluster);
      cluster.restart(victim.id, { memory: memory(16, 9) });
      return nowhere;
    },
    checks: 6,
  },
  {
    title: 'The proxy in front of the workspace answers 502.',
    act: (cluster) => {
      cluster.cutOff('bad-gateway');
      return nowhere;
    },
    checks: 4,
  },
  {
    title: 'It works again.',
    act: (cluster) => {
      cluster.restore();
      return nowhere;
    },
    checks: 3,
  },
  {
    title: "Somebody revokes the alerter's token.",
    act: (cluster) => {
      cluster.cutOff('unauthorized');
      return nowhere;
    },
    checks: 2,
  },
  {
    title: 'A new token is stored.',
    act: (cluster) => {
      cluster.restore();
      return nowhere;
    },
    checks: 4,
  },
  {
    title: '{place} restarts, and grows by 5 MiB a minute.',
    act: (cluster) => {
      const victim = pick(cluster);
      cluster.restart(victim.id, {
        uses: { base: 400, leakPerHour: 300, tooth: 20, toothMinutes: 4, limit: demoRules.memory.limitMiB },
      });
      return placeOf(victim);
    },
    checks: 104,
  },
  {
    title: 'Nobody restarts it: the kernel kills it, and its container restarts.',
    act: () => nowhere,
    checks: 24,
  },
];
