/** What one node believes of another, as Moleculer keeps it: the higher `seq` is the newer belief. */
export interface NodeState {
  readonly available: boolean;
  readonly seq: number;
}

/** A node that was named to another, which has not yet talked to it. */
export const notYetTalkedTo: NodeState = { available: false, seq: 0 };

const isSame = (one: NodeState | null, other: NodeState | null): boolean =>
  one?.available === other?.available && one?.seq === other?.seq;

/**
 * What every node of a cluster believes of every other. As they nearly always agree, what all believe is kept once, and
 * of each node only where it differs.
 */
export class NodeTables {
  /** What each node says of itself. */
  readonly #own = new Map<string, number>();
  readonly #common = new Map<string, NodeState>();
  /** By observer and subject; null: the observer does not know the subject. */
  readonly #differing = new Map<string, Map<string, NodeState | null>>();

  /** @param belief of all others of it */
  add(id: string, belief: NodeState): void {
    this.#own.set(id, 1);
    if (!this.#common.has(id)) this.#common.set(id, belief);
  }

  forget(id: string): void {
    this.#own.delete(id);
    this.#common.delete(id);
    this.#differing.delete(id);
    for (const beliefs of this.#differing.values()) beliefs.delete(id);
  }

  /** From now on the node believes what all believe. */
  forgetBeliefsOf(id: string): void {
    this.#differing.delete(id);
  }

  ownSeq(id: string): number {
    return this.#own.get(id) ?? 0;
  }

  setOwnSeq(id: string, seq: number): void {
    this.#own.set(id, seq);
  }

  /** Null where the observer does not know the subject. */
  belief(observer: string, subject: string): NodeState | null {
    const own = this.#differing.get(observer)?.get(subject);
    return own === undefined ? (this.#common.get(subject) ?? null) : own;
  }

  setBelief(observer: string, subject: string, belief: NodeState | null): void {
    const beliefs = this.#differing.get(observer) ?? new Map<string, NodeState | null>();
    if (isSame(belief, this.#common.get(subject) ?? null)) beliefs.delete(subject);
    else beliefs.set(subject, belief);
    if (beliefs.size > 0) this.#differing.set(observer, beliefs);
    else this.#differing.delete(observer);
  }

  /** What all believe of it; null where they do not agree. */
  commonBelief(subject: string): NodeState | null {
    const isDisputed = [...this.#differing.values()].some((beliefs) => beliefs.has(subject));
    return isDisputed ? null : (this.#common.get(subject) ?? null);
  }

  /** Everybody believes that from now on. */
  setCommonBelief(subject: string, belief: NodeState): void {
    for (const beliefs of this.#differing.values()) beliefs.delete(subject);
    this.#common.set(subject, belief);
  }

  /** Every other node that the observer knows. */
  knownTo(observer: string): readonly string[] {
    return [...this.#common.keys()].filter((id) => id !== observer && this.belief(observer, id) !== null);
  }

  /** Everyone but the observer. */
  othersThan(observer: string): readonly string[] {
    return [...this.#common.keys()].filter((id) => id !== observer);
  }

  /** Of whom two nodes may believe different things: of each other, and where one of them differs from all. */
  contestedBetween(one: string, other: string): ReadonlySet<string> {
    const differing = [one, other].flatMap((id) => [...(this.#differing.get(id)?.keys() ?? [])]);
    return new Set([one, other, ...differing]);
  }

  /** Keeps once what all of these nodes have come to believe, and returns those that still differ in something. */
  agree(observers: readonly string[]): readonly string[] {
    const subjects = new Set([...this.#differing.values()].flatMap((beliefs) => [...beliefs.keys()]));
    for (const subject of subjects) {
      const others = observers.filter((id) => id !== subject);
      const [first] = others;
      const belief = first === undefined ? null : this.belief(first, subject);
      if (belief === null || !others.every((id) => isSame(this.belief(id, subject), belief))) continue;
      this.#common.set(subject, belief);
      for (const id of observers) this.#differing.get(id)?.delete(subject);
    }
    const believesItself = (id: string): boolean =>
      isSame(this.#common.get(id) ?? null, { available: true, seq: this.ownSeq(id) });
    return observers.filter((id) => (this.#differing.get(id)?.size ?? 0) > 0 || !believesItself(id));
  }
}
