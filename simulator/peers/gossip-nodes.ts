import type { LinkState, Network } from '../network.ts';
import type { SimulatedProcess } from '../process.ts';
import type { SeededRandom } from '../random.ts';
import { talk } from './gossip-exchange.ts';
import { NodeTables } from './node-tables.ts';

/** So long the kernel sends again what nobody confirms (15 retries), before the connection fails. */
export const dropShowsAfter = 940_000;
/** So long it tries to connect where nobody answers (6 retries). */
const connectFailsAfter = 127_000;
/** How often a refused attempt to connect fails before another node has answered in the same turn. */
const failsFirstShare = 0.45;

interface NodesTools {
  readonly network: Network;
  readonly random: SeededRandom;
  /** Something is to fail at a later time, unless the link has changed by then. */
  readonly failLater: (who: string, of: string, link: LinkState, at: number) => void;
}

/** The nodes of a cluster over TCP, what each believes of the others, and what becomes of that when they talk. */
export class GossipNodes {
  readonly tables = new NodeTables();
  /** Whose broker runs. */
  readonly members = new Map<string, SimulatedProcess>();
  /** Those that have removed themselves: they say nothing of themselves any more. */
  readonly selfRemoved = new Set<string>();
  readonly #tools: NodesTools;

  constructor(tools: NodesTools) {
    this.#tools = tools;
  }

  /** A connection broke. Returns whether that is news. */
  fail(who: string, of: string): boolean {
    const belief = this.tables.belief(who, of);
    if (belief?.available !== true) return false;
    this.tables.setBelief(who, of, { available: false, seq: belief.seq + 1 });
    return true;
  }

  /** The connections of all these to it broke. */
  failForAll(observers: readonly string[], of: string): void {
    const common = this.tables.commonBelief(of);
    if (common?.available !== true || observers.length < this.members.size) {
      for (const who of observers) this.fail(who, of);
    } else {
      this.tables.setCommonBelief(of, { available: false, seq: common.seq + 1 });
    }
  }

  /** A node talks to one that it believes in, and now and then to one that it does not. Returns whether there was news. */
  talk({ id }: SimulatedProcess, at: number): boolean {
    const known = this.tables.knownTo(id);
    const online = known.filter((other) => this.#believes(id, other));
    const offline = known.filter((other) => !this.#believes(id, other));
    const one = this.#pick(online);
    const other = this.#tools.random.next() < offline.length / (online.length + 1) ? this.#pick(offline) : undefined;
    const inTurn = this.#tools.random.next() < failsFirstShare ? [other, one] : [one, other];
    let isNews = false;
    for (const whom of inTurn) if (whom !== undefined) isNews = this.#contact(id, whom, at) || isNews;
    return isNews;
  }

  #believes(who: string, of: string): boolean {
    return this.tables.belief(who, of)?.available === true;
  }

  #pick(ids: readonly string[]): string | undefined {
    return ids.length === 0 ? undefined : ids[this.#tools.random.between(0, ids.length - 1)];
  }

  #contact(who: string, whom: string, at: number): boolean {
    const link = this.#tools.network.linkBetween(who, whom);
    const target = this.members.get(whom);
    if (link.kind === 'dropped') {
      if (at >= link.since + dropShowsAfter) this.#tools.failLater(who, whom, link, at + connectFailsAfter);
      return false;
    }
    if (link.kind === 'reset' || target === undefined) return this.fail(who, whom);
    return target.state(at) === 'running' && this.#exchange(who, whom);
  }

  #exchange(asker: string, asked: string): boolean {
    const learned = talk(this, asker, asked);
    for (const news of learned) {
      if ('self' in news) this.tables.setOwnSeq(news.who, news.self);
      else this.tables.setBelief(news.who, news.of, news.belief);
    }
    return learned.length > 0;
  }

  /** Whether no talk can change anything any more. */
  isSettled(at: number): boolean {
    const { isWhole } = this.#tools.network;
    const running = [...this.members.values()].filter((process) => process.state(at) === 'running').map(({ id }) => id);
    const differing = this.tables.agree([...this.members.keys()]);
    // Two that agree with all others have nothing to exchange.
    const asking = isWhole ? differing : running;
    return asking.every((one) =>
      running.every((other) => this.#isSettledFor(one, other, at) && this.#isSettledFor(other, one, at)),
    );
  }

  /** Whether nothing can come of the one contacting the other. */
  #isSettledFor(one: string, other: string, at: number): boolean {
    const belief = this.tables.belief(one, other);
    if (one === other || belief === null) return true;
    const link = this.#tools.network.linkBetween(one, other);
    if (link.kind === 'open') return talk(this, one, other).length === 0;
    return !belief.available || (link.kind === 'dropped' && at < link.since + dropShowsAfter);
  }
}
