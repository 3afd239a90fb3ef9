import { describe, expect, test } from '@jest/globals';
import { answersOf, beats, type Cluster, type Process } from './cluster.ts';
import { outlineOf, play } from './playing.ts';
import { oneIn } from '../length.ts';

/*
 * A rolling deploy sends nothing, from the first one on: one process after the other, in every way in which servers
 * are connected and known, however long they take to start.
 */

const ways = {
  /** Servers at places of their own, which a surge takes elsewhere. */
  'TCP places': {
    mode: 'tcp',
    host: (index: number, generation: number, style: Style) =>
      place(style === 'surge' ? generation * 100 + index : index),
  },
  /** All call themselves localhost. */
  'NATS localhost': { mode: 'nats', host: (index: number, generation: number) => place(generation * 100 + index) },
  /** Each process has a host that no other ever had. */
  'pods with new hosts': { mode: 'tcp', host: (index: number, generation: number) => `10.${generation}.7.${index}` },
} as const;
type Way = keyof typeof ways;
type Style = 'surge' | 'recreate';

const place = (number: number): string => `10.0.${Math.floor(number / 250)}.${(number % 250) + 1}`;

const settleSeconds = 10;
/** In a surge, the old process ends so long after the new one has registered. */
const handoverSeconds = 18;
const between = 900;

/** Processes through two deploys, and when the second is over. */
function deployed(way: Way, style: Style, count: number, startSeconds: number): { cluster: Cluster; over: number } {
  const { mode, host } = ways[way];
  const processes: Process[] = [];
  let current = Array.from({ length: count }, (_, index): Process => ({
    id: `0-${index}`,
    host: host(index, 0, style),
  }));
  let at = 600;
  for (const generation of [1, 2]) {
    const next: Process[] = [];
    for (const [index, old] of current.entries()) {
      const registers = at + startSeconds;
      processes.push({ ...old, until: style === 'surge' ? registers + handoverSeconds : at });
      next.push({ id: `${generation}-${index}`, host: host(index, generation, style), from: registers });
      at = registers + (style === 'surge' ? handoverSeconds : 0) + settleSeconds;
    }
    current = next;
    at += between;
  }
  return { cluster: { mode, processes: [...processes, ...current] }, over: at };
}

const sizes = [
  [2, [10, 60, 120, 180]],
  [3, [45, 135]],
  [7, [75, 180]],
  [20, [10, 180]],
] as const;

const starts = sizes.flatMap(([count, all]) => all.map((seconds) => [count, seconds] as const));

describe.each(Object.keys(ways) as Way[])('rolling deploys, %s', (way) => {
  describe.each(['surge', 'recreate'] as const)('%s', (style) => {
    test.each(oneIn(3, starts))('%s instances that take %s s to start: nothing is sent', (count, startSeconds) => {
      const { cluster, over } = deployed(way, style, count, startSeconds);
      const settings = { expectedInstances: Math.max(1, count - 1) };
      expect(outlineOf(play(answersOf(cluster, beats(over)), { settings, keepsSnapshots: false }))).toEqual([]);
    });
  });
});
