import assert from 'node:assert/strict';
import type { Cluster } from '../cluster.ts';
import { realMilliseconds } from '../fast-clock.ts';
import { isConnected } from '../view.ts';
import { pause, waitFor } from '../wait.ts';
import { startThree } from './healthy.ts';
import { steadySeconds } from './loss.ts';
import type { Situation, Three } from './situation.ts';

const dropSeconds = 90;
const resetSeconds = 300;

/** How often each said what of whom, between two ends of a cut link (A, B) and a third whose links are fine (C). */
interface Words {
  total: number;
  readonly counts: Map<string, number>;
}

export const tcpCut: Situation = {
  name: 'tcp cut',
  transporter: 'tcp',
  play: async (stage) => {
    const { cluster, step, note } = stage;
    const [a, b, c] = await startThree(stage);

    await a.cutLink(b, 'drop');
    await step('a link that drops all in silence: nothing shows', async () => {
      const { counts } = await listenTo(cluster, [a, b, c], dropSeconds);
      assert.deepEqual([...counts], []);
    });
    await a.cutLink(b, null);
    await pause(20);

    await a.cutLink(b, 'reset');
    await step('a link that is reset: it shows within seconds', () =>
      waitFor('a word of it', 5, async () => {
        const views = [...(await cluster.views()).values()];
        return views.some((view) => cluster.serving.some((server) => isConnected(view, server) === false)) || null;
      }),
    );
    const words = await listenTo(cluster, [a, b, c], resetSeconds);
    note(`${words.total} times asked: ${[...words.counts].map(([word, count]) => `${word} ${count}`).join(', ')}`);
    await step('a link that is reset: its state is gossip', () => {
      assertGossip(words);
    });
    await a.cutLink(b, null);
    await step('healed: all are connected', () => cluster.allConnected());
    await pause(steadySeconds);
  },
};

/** Asks all, again and again, and counts each word that somebody is disconnected. */
async function listenTo(cluster: Cluster, servers: Three, seconds: number): Promise<Words> {
  const words: Words = { total: 0, counts: new Map() };
  const until = performance.now() + realMilliseconds(seconds);
  while (performance.now() < until) {
    const views = await cluster.views();
    words.total += 1;
    for (const [observer, view] of views) {
      for (const { label } of servers.filter((server) => isConnected(view, server) === false)) {
        const word = `${observer.place} of ${label.charAt(0)}`;
        words.counts.set(word, (words.counts.get(word) ?? 0) + 1);
      }
    }
    await pause(2);
  }
  return words;
}

/** Wide bounds around what was seen in twenty minutes of real brokers: 31 to 37 % and 30 to 34 %. */
function assertGossip({ total, counts }: Words): void {
  const share = (word: string): number => (counts.get(word) ?? 0) / total;
  for (const word of ['C of A', 'C of B']) {
    assert.ok(share(word) > 0.1 && share(word) < 0.65, `the third, whose links are fine: ${word} ${share(word)}`);
  }
  for (const word of ['A of B', 'B of A']) {
    assert.ok(share(word) > 0.35 && share(word) < 0.9, `the two ends: ${word} ${share(word)}`);
  }
  assert.ok(share('A of C') < 0.05 && share('B of C') < 0.05, 'hardly anybody blames the third');
}
