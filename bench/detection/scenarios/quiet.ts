import { ifSeen, lost, stale } from '../causes.ts';
import { hour, minute, type Scenario } from '../scenario.ts';
import { deleteRecord, ghost, names, scale, start, stop } from './steps.ts';

const nothing = { script: [], causes: [], lastsSeconds: 2 * hour };
const later = 20 * minute;
const of2257 = { at: '2257-01-01T00:00:00.000Z' } as const;

/** Workspaces in which all is well, though it may not look so. */
export const quiet: readonly Scenario[] = [
  ...(['round-robin', 'random', 'sticky'] as const).map((loadBalancer): Scenario => ({
    name: `all is well behind a ${loadBalancer} load balancer`,
    workspace: { loadBalancer, instances: 5 },
    ...nothing,
  })),
  ...(['flat', 'flat-bare', 'object', 'grouped', 'strings'] as const).map((shape): Scenario => ({
    name: `all is well in answers of the shape ${shape}`,
    workspace: { shape },
    ...nothing,
  })),
  ...([2, -2] as const).map((hours): Scenario => ({
    name: `all is well by a database clock that is ${hours > 0 ? 'ahead' : 'behind'} by two hours`,
    workspace: { databaseClockSkewSeconds: hours * hour },
    ...nothing,
  })),
  { name: 'a record dated 2257 turns up', ...nothing, script: [ghost(of2257, later)] },
  { name: 'a record dated 2257 is there from the beginning', ...nothing, script: [ghost(of2257, 0)] },
  {
    name: 'records of processes long gone turn up',
    ...nothing,
    script: [ghost({ ageSeconds: 50 }, later), ghost({ ageSeconds: 50 }, later + 10 * minute)],
  },
  {
    // As of a process that died in its first seconds: a check may have seen it fresh.
    name: 'a process is listed with one heartbeat and never again',
    ...nothing,
    script: [ghost({ ageSeconds: 0 }, later)],
    causes: [
      ifSeen(
        { surely: [later, later + stale.earliestSeconds], possibly: [later, later + stale.latestSeconds] },
        lost('ghost', { what: 'what was there is gone', from: later }),
      ),
    ],
  },
  {
    name: 'records are deleted by hand',
    ...nothing,
    script: names(3).map((name, turn) => deleteRecord(name, later + turn * 7 * minute)),
  },
  { name: 'a cluster of three is scaled up to six', ...nothing, script: [scale(6, later)] },
  {
    name: 'one process is moved to another host, the new one first',
    ...nothing,
    script: [start(later, 1, { startSeconds: 20 }), stop('b', later + 90)],
  },
];
