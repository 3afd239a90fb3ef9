import type { SimulatedProcess } from '../process.ts';
import type { Peers } from './peers.ts';

const beatMilliseconds = 10_000;
/** How often each broker checks whom it has not heard for as long. */
const checkMilliseconds = 60_000;
/** From a broker being there until all others know, at the most. */
const introductionMilliseconds = 1_000;
/** From the return of the NATS server until brokers have found each other again. */
const returnMilliseconds = { least: 1_000, span: 2_000 };

interface Silence {
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
}

interface Outage extends Silence {
  /** Null: of the NATS server itself. */
  readonly id: string | null;
}

/** Over NATS: every broker beats every ten seconds, and is given up by each other one that misses it for a minute. */
export class NatsPeers implements Peers {
  #outages: readonly Outage[] = [];

  note(): void {
    // What the processes and the outages remember is enough.
  }

  /** Null: the NATS server itself. */
  lose(ids: readonly string[] | null, at: number): void {
    this.#outages = [...this.#outages, ...(ids ?? [null]).map((id) => ({ id, from: at, to: null }))];
  }

  regain(ids: readonly string[] | null, at: number): void {
    const isRegained = ({ id }: Outage): boolean => (id === null ? ids === null : ids?.includes(id) === true);
    this.#outages = this.#outages.map((outage) => (isRegained(outage) ? { ...outage, to: outage.to ?? at } : outage));
  }

  sees(observer: SimulatedProcess, peer: SimulatedProcess, at: number): boolean {
    if (observer.brokerUpSince === null || peer.brokerUpSince === null) return false;
    const metAt = Math.max(observer.brokerUpSince, peer.brokerUpSince) + (peer.birth.noise % introductionMilliseconds);
    if (at < metAt || this.#hasTakenLeave(observer, peer)) return false;
    const silence = this.#lastSilence(observer, peer, at);
    if (silence === null) return true;
    const givenUpAt = nextOf(checksOf(observer), lastBeatOf(peer, silence.from) + checkMilliseconds);
    return at < givenUpAt || at >= this.#heardAgainAt(silence, peer);
  }

  lastHeard(observer: SimulatedProcess, peer: SimulatedProcess, at: number): number {
    const silence = this.#lastSilence(observer, peer, at);
    const isOver = silence === null || at >= this.#heardAgainAt(silence, peer);
    return Math.max(observer.birth.brokerAt, lastBeatOf(peer, isOver ? at : silence.from));
  }

  #hasTakenLeave(observer: SimulatedProcess, { saidGoodbye, endedAt, id }: SimulatedProcess): boolean {
    return saidGoodbye && endedAt !== null && !this.#outagesOf(observer.id, id).some((one) => contains(one, endedAt));
  }

  #outagesOf(observer: string, peer: string): readonly Outage[] {
    return this.#outages.filter(({ id }) => id === null || id === observer || id === peer);
  }

  /** The last time up to then at which nothing of the peer came through; null where there is none. */
  #lastSilence(observer: SimulatedProcess, peer: SimulatedProcess, at: number): Outage | null {
    const own: readonly Silence[] = [
      ...peer.hangs,
      ...(peer.endedAt === null ? [] : [{ from: peer.endedAt, to: null }]),
    ];
    const silences = [...own.map((one) => ({ ...one, id: peer.id })), ...this.#outagesOf(observer.id, peer.id)]
      .filter(({ from }) => from <= at)
      .toSorted((a, b) => a.from - b.from);
    return silences.reduce<Outage | null>(
      (last, next) => (last === null || !contains(last, next.from) ? next : join(last, next)),
      null,
    );
  }

  #heardAgainAt({ id, to }: Outage, peer: SimulatedProcess): number {
    if (to === null) return Infinity;
    // All introduce themselves anew where the server returns; where a way is mended, the next heartbeat shows it.
    if (id === null) return to + returnMilliseconds.least + (peer.birth.noise % returnMilliseconds.span);
    return peer.hangs.some((hang) => hang.to === to) ? to : nextOf(beatsOf(peer), to);
  }
}

const contains = ({ from, to }: Silence, at: number): boolean => from <= at && at < (to ?? Infinity);

/** Of two silences that overlap; the one that ends last says how it ends. */
const join = (one: Outage, other: Outage): Outage => ({
  ...((one.to ?? Infinity) >= (other.to ?? Infinity) ? one : other),
  from: one.from,
});

/** Something that happens at a time and every so often after it. */
interface Rhythm {
  readonly first: number;
  readonly period: number;
}

const beatsOf = ({ birth: { brokerAt, noise } }: SimulatedProcess): Rhythm => ({
  first: brokerAt + (noise % beatMilliseconds),
  period: beatMilliseconds,
});

const checksOf = ({ birth: { brokerAt } }: SimulatedProcess): Rhythm => ({
  first: brokerAt + checkMilliseconds,
  period: checkMilliseconds,
});

const nextOf = ({ first, period }: Rhythm, after: number): number =>
  first + Math.max(0, Math.floor((after - first) / period) + 1) * period;

/** The last heartbeat up to that time; its introduction counts as one. */
const lastBeatOf = (peer: SimulatedProcess, until: number): number =>
  Math.max(peer.birth.brokerAt, nextOf(beatsOf(peer), until) - beatMilliseconds);
