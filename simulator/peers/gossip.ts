import type { LinkState, Network } from '../network.ts';
import type { SimulatedProcess } from '../process.ts';
import { SeededRandom } from '../random.ts';
import { dropShowsAfter, GossipNodes } from './gossip-nodes.ts';
import { notYetTalkedTo } from './node-tables.ts';
import type { PeerEvent, Peers } from './peers.ts';
import { TalkSchedule } from './talk-schedule.ts';

/** Within this time both ends of a connection notice that it was reset. */
const resetShowsWithin = 2_000;
/** Who has run so long when it is noted has met everybody. */
const acquaintedAfter = 8_000;
/** From a process's registration until others look for it. */
const introducedAfter = 1_500;
const sameSecond = 1_000;

interface GossipTools {
  readonly network: Network;
  readonly later: (at: number, action: () => void) => void;
  readonly seed: number;
  /** Whether processes that register in the same second miss each other. */
  readonly missesSameSecond: boolean;
}

/**
 * From 6.0 on, over TCP: every two seconds each broker talks to one that it believes in, and now and then one that it does
 * not, what it believes of all. So what it says of a peer is hearsay as often as it is the state of a link.
 */
export class Gossip implements Peers {
  readonly #tools: GossipTools;
  readonly #random: SeededRandom;
  readonly #nodes: GossipNodes;
  readonly #talks: TalkSchedule;

  constructor(tools: GossipTools) {
    this.#tools = tools;
    this.#random = new SeededRandom(tools.seed ^ 0x60551b);
    const nodes = new GossipNodes({
      network: tools.network,
      random: this.#random,
      failLater: (who, of, link, at) => {
        this.#failLater(who, of, link, at);
      },
    });
    this.#nodes = nodes;
    this.#talks = new TalkSchedule({
      members: nodes.members,
      talk: (process, at) => nodes.talk(process, at),
      isSettled: (at) => nodes.isSettled(at),
      later: tools.later,
    });
  }

  note(event: PeerEvent, at: number): void {
    switch (event.kind) {
      case 'joined':
        this.#introduce(event.process, at);
        return;
      case 'left':
        this.#leave(event.process, at);
        break;
      case 'removed itself':
        this.#removeItself(event.process);
        break;
      case 'woke':
        this.#noticeClosedSockets(event.process);
        break;
      case 'forgotten':
        this.#nodes.tables.forget(event.id);
        this.#nodes.selfRemoved.delete(event.id);
        break;
      case 'network changed':
        this.#noticeCuts(at);
    }
    this.#talks.begin(at);
  }

  sees(observer: SimulatedProcess, peer: SimulatedProcess): boolean {
    const { members, tables } = this.#nodes;
    return members.has(observer.id) && tables.belief(observer.id, peer.id)?.available === true;
  }

  lastHeard({ birth }: SimulatedProcess, peer: SimulatedProcess, at: number): number {
    return Math.max(birth.brokerAt, peer.lastCpuChange(at));
  }

  #introduce(process: SimulatedProcess, at: number): void {
    const { brokerUpSince } = process;
    if (brokerUpSince === null) return;
    if (at - brokerUpSince >= acquaintedAfter) {
      this.#join(process, brokerUpSince, true);
      return;
    }
    this.#tools.later(at + introducedAfter, () => {
      if (process.endedAt !== null || process.brokerUpSince !== brokerUpSince) return;
      this.#join(process, brokerUpSince, false);
      this.#talks.begin(at + introducedAfter);
    });
  }

  #join(process: SimulatedProcess, since: number, isAcquainted: boolean): void {
    const { id } = process;
    const { members, tables } = this.#nodes;
    const isOfSameSecond = ({ brokerUpSince }: SimulatedProcess): boolean =>
      brokerUpSince !== null && Math.abs(brokerUpSince - since) < sameSecond;
    const missed = this.#tools.missesSameSecond ? [...members.values()].filter(isOfSameSecond) : [];
    tables.add(id, isAcquainted ? { available: true, seq: 1 } : notYetTalkedTo);
    if (!isAcquainted) for (const other of tables.othersThan(id)) tables.setBelief(id, other, notYetTalkedTo);
    for (const other of missed) {
      tables.setBelief(id, other.id, null);
      tables.setBelief(other.id, id, null);
    }
    members.set(id, process);
  }

  /** Its sockets are closed, which every peer notices that runs and that it is not cut off from. */
  #leave({ id }: SimulatedProcess, at: number): void {
    const { members, tables } = this.#nodes;
    if (!members.delete(id)) return;
    tables.forgetBeliefsOf(id);
    const noticing = [...members.values()].filter(
      (peer) => peer.state(at) === 'running' && this.#tools.network.linkBetween(peer.id, id).kind !== 'dropped',
    );
    this.#nodes.failForAll(
      noticing.map((peer) => peer.id),
      id,
    );
  }

  /** Nobody ever hears of it again, and it has forgotten itself. */
  #removeItself({ id }: SimulatedProcess): void {
    this.#nodes.selfRemoved.add(id);
    for (const peer of this.#nodes.members.keys()) if (peer !== id) this.#nodes.fail(peer, id);
  }

  /** Those of peers that ended while it hung. */
  #noticeClosedSockets({ id }: SimulatedProcess): void {
    const { members, tables } = this.#nodes;
    for (const other of tables.knownTo(id)) if (!members.has(other)) this.#nodes.fail(id, other);
  }

  #noticeCuts(at: number): void {
    if (this.#tools.network.isWhole) return;
    const ids = [...this.#nodes.members.keys()];
    for (const who of ids) {
      for (const of of ids) {
        const link = this.#tools.network.linkBetween(who, of);
        if (who === of || link.kind === 'open' || link.since !== at) continue;
        const notice = link.kind === 'dropped' ? dropShowsAfter : Math.round(this.#random.next() * resetShowsWithin);
        this.#failLater(who, of, link, at + notice);
      }
    }
  }

  #failLater(who: string, of: string, { kind, since }: LinkState, at: number): void {
    this.#tools.later(at, () => {
      const link = this.#tools.network.linkBetween(who, of);
      if (link.kind === kind && link.since === since) this.#nodes.fail(who, of);
      this.#talks.begin(at);
    });
  }
}
