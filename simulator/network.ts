/** The processes on one side of a cut; null: every process. */
type Side = ReadonlySet<string> | null;

/**
 * How a link breaks. `reset`: each attempt is refused at once, as by a firewall that rejects; `dropped`: packets vanish,
 * and neither end hears of it.
 */
type Breakage = 'reset' | 'dropped';

/** What stands between two processes, and since when, in milliseconds since 1970. */
export interface LinkState {
  readonly kind: 'open' | Breakage;
  readonly since: number;
}

interface NetworkChange {
  readonly sides: readonly [Side, Side];
  readonly kind: LinkState['kind'];
  readonly at: number;
}

const sideOf = (ids: readonly string[] | null): Side => (ids === null ? null : new Set(ids));

const isIn = (side: Side, id: string): boolean => side === null || side.has(id);

const concerns = ({ sides: [left, right] }: NetworkChange, a: string, b: string): boolean =>
  (isIn(left, a) && isIn(right, b)) || (isIn(left, b) && isIn(right, a));

const neverBroken: LinkState = { kind: 'open', since: -Infinity };

/** The links between processes. */
export class Network {
  #changes: readonly NetworkChange[] = [];

  cut(a: readonly string[], b: readonly string[], kind: Breakage, at: number): void {
    this.#changes = [...this.#changes, { sides: [sideOf(a), sideOf(b)], kind, at }];
  }

  /** Null for a side: every process. */
  heal(a: readonly string[] | null, b: readonly string[] | null, at: number): void {
    if (!this.isWhole) this.#changes = [...this.#changes, { sides: [sideOf(a), sideOf(b)], kind: 'open', at }];
  }

  /** Whether no link was ever broken. */
  get isWhole(): boolean {
    return this.#changes.length === 0;
  }

  linkBetween(a: string, b: string): LinkState {
    let state = neverBroken;
    for (const change of this.#changes) {
      if (change.kind !== state.kind && concerns(change, a, b)) state = { kind: change.kind, since: change.at };
    }
    return state;
  }
}
