import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertWellFormed } from './answers.ts';
import { Cluster } from './cluster.ts';
import { cadences, expectedNotices } from './evaluation/expected.ts';
import { assertExpected, labelled, textOfAll } from './evaluation/match.ts';
import { evaluation, play } from './evaluation/play.ts';
import type { FastClock } from './fast-clock.ts';
import { NatsServer } from './nats/nats-server.ts';
import type { Processes } from './processes.ts';
import type { Report } from './report.ts';
import type { Situation } from './situations/situation.ts';
import { Watch } from './watch.ts';

export interface Circumstances {
  readonly clock: FastClock;
  readonly processes: Processes;
  readonly storeUrl: string;
  /** The program of a NATS server, for the situations over NATS. */
  readonly natsProgram: string | null;
  readonly report: Report;
}

/** Plays one situation, and then what was watched of it through the evaluation. What fails is in the report. */
export async function perform(situation: Situation, circumstances: Circumstances): Promise<void> {
  const { clock, processes, storeUrl, natsProgram, report } = circumstances;
  const { name, transporter } = situation;
  const step: Report['step'] = (shows, run) => report.step(`${name} · ${shows}`, run);
  const isOverNats = transporter === 'nats' && natsProgram !== null;
  const nats = isOverNats ? await NatsServer.start(natsProgram, processes) : null;
  const options = { name: name.replaceAll(' ', '-'), clock, processes, storeUrl, natsUrl: nats?.url ?? null };
  const cluster = new Cluster(options);
  const watch = new Watch(cluster);
  try {
    await situation.play({
      ...{ cluster, watch, nats, step },
      note: (text) => {
        report.note(`${name} · ${text}`);
      },
    });
    await watch.stop();
    await step(`all ${watch.answers.length} answers are read, and show the connected alone`, () => {
      assertWellFormed(watch.answers);
    });
    await judge(name, cluster, watch, step, report);
  } catch (error) {
    report.fail(`${name} · comes to its end`, error);
    report.note(`${name} · its answers are in ${keep(watch)}`);
  } finally {
    await watch.stop().catch(() => undefined);
    for (const server of cluster.servers) await server.kill();
    await nats?.kill();
  }
}

/** What the evaluation sends, against what it should. */
async function judge(
  name: string,
  cluster: Cluster,
  watch: Watch,
  step: Report['step'],
  report: Report,
): Promise<void> {
  for (const cadence of cadences) {
    const sent = play(watch.answers, cadence).map((notice) => labelled(notice, (id) => cluster.labelOf(id)));
    report.note(`${name} · every ${cadence} s: ${textOfAll(sent)}`);
    const expected = expectedNotices(name, cadence, evaluation.readsGossip);
    if (expected === null) {
      const why = 'the evaluation does not read `connected` as gossip yet (readsGossip in evaluation/play.ts)';
      report.skip(`${name} · what is sent with a check every ${cadence} s`, why);
    } else {
      await step(`with a check every ${cadence} s, what is sent is right`, () => {
        assertExpected(sent, expected, cadence);
      });
    }
  }
}

/** Keeps what was recorded for finding the reason. */
function keep(watch: Watch): string {
  const path = join(mkdtempSync(join(tmpdir(), 'brokers-')), 'answers.jsonl');
  writeFileSync(path, watch.answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
  return path;
}
