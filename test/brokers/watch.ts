import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { realMilliseconds } from './fast-clock.ts';
import { toTimestamp, type Timestamp } from '../../core/base/time.ts';

/** How often the workspace is asked, in seconds. */
export const watchSeconds = 10;

/** One answer, in the form in which recorded answers are kept. */
export interface RecordedAnswer {
  /** When it was due. */
  readonly at: Timestamp;
  readonly milliseconds: number;
  /** The id of the process that answered. */
  readonly by: string;
  readonly status: number;
  readonly body: string;
}

/**
 * Asks a cluster as the alerter does, by way of a load balancer: each call goes to the next of the servers that serve.
 */
export class Watch {
  readonly answers: RecordedAnswer[] = [];
  readonly #cluster: Cluster;
  #turn = 0;
  #isOver = false;
  #running: Promise<void> = Promise.resolve();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  start(): void {
    this.#running = this.#run();
    // Who waits for the end finds it; until then nobody does.
    this.#running.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock } = this.#cluster;
    for (let due = clock.now(); !this.#isOver; due += watchSeconds * 1000) {
      await sleep(Math.max(0, realMilliseconds((due - clock.now()) / 1000)));
      const { by, status, body } = await this.#ask();
      const milliseconds = Math.max(0, Math.round(clock.now() - due));
      this.answers.push({ at: toTimestamp(new Date(due)), milliseconds, by, status, body });
    }
  }

  async #ask(): Promise<Pick<RecordedAnswer, 'by' | 'status' | 'body'>> {
    const { serving } = this.#cluster;
    const server = serving[this.#turn % serving.length];
    // Others call as well, about once a minute: else a check a minute would always see the same server's answers.
    this.#turn += this.answers.length % (60 / watchSeconds) === 0 ? 2 : 1;
    if (server === undefined) throw new Error('no server serves');
    try {
      return { by: server.id, ...(await server.ask()) };
    } catch (error) {
      // It was ended meanwhile, and a load balancer would send the call to another.
      if (server.isServing) throw error;
      return this.#ask();
    }
  }
}
