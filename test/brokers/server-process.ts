import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as v from 'valibot';
import { type Command, type Cut, type Reply, replySchema } from './protocol.ts';
import { readView, type View } from './view.ts';

/** There for what never happens: two dozen processes that start on a busy machine take long. */
const patienceMilliseconds = 60_000;

/** One server process, from outside. */
export class ServerProcess {
  /** The place it runs at, and the how-manieth there it is: `B2`. */
  readonly label: string;
  readonly place: string;
  readonly id: string;
  readonly #url: string;
  readonly #child: ChildProcess;
  #tcpPort: number | null = null;
  /** Aborts what is asked of it once it serves no longer. */
  #outOfService = new AbortController();
  #isServing = false;

  private constructor(label: string, child: ChildProcess, { id, url }: { id: string; url: string }) {
    this.label = label;
    this.place = label.charAt(0);
    this.#child = child;
    this.id = id;
    this.#url = url;
    child.once('exit', () => {
      this.#takeOut();
    });
  }

  /** Resolves once the process can be given commands; nobody knows of it yet. */
  static async load(label: string, child: ChildProcess): Promise<ServerProcess> {
    const reply = await nextReply(child);
    assert.equal(reply.done, 'load');
    return new ServerProcess(label, child, reply);
  }

  /** Whether a load balancer would send it calls. */
  get isServing(): boolean {
    return this.#isServing;
  }

  /** The first half of its start: the broker, and the look for peers. */
  async connect(): Promise<void> {
    const reply = await this.#carryOut({ do: 'connect' });
    if (reply.done === 'connect') this.#tcpPort = reply.tcpPort;
  }

  /** The second half: its record. */
  async register(): Promise<void> {
    await this.#carryOut({ do: 'register' });
    this.#isServing = true;
  }

  /** The answer of its endpoint, as text. Rejects as soon as it serves no longer. */
  async ask(): Promise<{ readonly status: number; readonly body: string }> {
    const signal = AbortSignal.any([this.#outOfService.signal, AbortSignal.timeout(patienceMilliseconds)]);
    const response = await fetch(this.#url, { signal });
    return { status: response.status, body: await response.text() };
  }

  async view(): Promise<View> {
    const { status, body } = await this.ask();
    assert.equal(status, 200, `${this.label} answered ${body}`);
    return readView(body);
  }

  /** SIGKILL: it is gone. */
  async kill(): Promise<void> {
    this.#takeOut();
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }

  /** SIGTERM. Resolves with its exit code. */
  async stop(): Promise<unknown> {
    this.#takeOut();
    const exit = once(this.#child, 'exit', { signal: AbortSignal.timeout(patienceMilliseconds) });
    this.#child.kill('SIGTERM');
    const received: unknown[] = await exit;
    return received[0];
  }

  /** SIGSTOP: it is there and does nothing. */
  hang(): void {
    this.#takeOut();
    this.#child.kill('SIGSTOP');
  }

  /** SIGCONT. */
  resume(): void {
    this.#child.kill('SIGCONT');
    this.#outOfService = new AbortController();
    this.#isServing = true;
  }

  /** Cuts the link to a peer, or heals it (null). */
  async cutLink(peer: ServerProcess, cut: Cut | null): Promise<void> {
    for (const [one, other] of [[this, peer] as const, [peer, this] as const]) {
      assert.ok(other.#tcpPort !== null, 'only over TCP is there a link between two');
      await one.#carryOut({ do: 'cut', port: other.#tcpPort, cut });
    }
  }

  #takeOut(): void {
    this.#isServing = false;
    this.#outOfService.abort();
  }

  async #carryOut(command: Command): Promise<Reply> {
    const reply = nextReply(this.#child);
    this.#child.send(command);
    const received = await reply;
    assert.equal(received.done, command.do);
    return received;
  }
}

async function nextReply(child: ChildProcess): Promise<Reply> {
  const ended = new AbortController();
  const stop = (): void => {
    ended.abort(new Error('the process ended'));
  };
  child.once('exit', stop);
  child.once('error', stop);
  const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(patienceMilliseconds)]);
  const received: unknown[] = await once(child, 'message', { signal });
  child.off('exit', stop);
  child.off('error', stop);
  return v.parse(replySchema, received[0]);
}
