import type { FaultKind } from './faults.ts';
import { SeededRandom } from './random.ts';

export interface CutOffOptions {
  /** The processes whose answers are replaced, wherever the load balancer sends a call. @default the one that answers */
  readonly of?: string | readonly string[];
  /** Of all calls, drawn by lot. @default 1 */
  readonly share?: number;
}

interface PlannedFault {
  readonly kind: FaultKind;
  /** Null: it stands before all of them. */
  readonly ids: ReadonlySet<string> | null;
  readonly share: number;
}

/** What calls get instead of the list, and which of them; the last that was planned counts first. */
export class FaultPlan {
  readonly #random: SeededRandom;
  #planned: readonly PlannedFault[] = [];

  constructor(seed: number) {
    this.#random = new SeededRandom(seed ^ 0xfa117);
  }

  add(kind: FaultKind, { of, share = 1 }: CutOffOptions): void {
    this.#planned = [{ kind, ids: of === undefined ? null : new Set([of].flat()), share }, ...this.#planned];
  }

  clear(): void {
    this.#planned = [];
  }

  /** Null where some calls are let through. */
  get ofEveryCall(): FaultKind | null {
    return this.#planned.find(({ ids, share }) => ids === null && share >= 1)?.kind ?? null;
  }

  /** Whichever process would answer it. */
  drawForCall(): FaultKind | null {
    return this.#draw(({ ids }) => ids === null);
  }

  drawForProcess(id: string): FaultKind | null {
    return this.#draw(({ ids }) => ids?.has(id) === true);
  }

  #draw(concerns: (fault: PlannedFault) => boolean): FaultKind | null {
    return this.#planned.filter(concerns).find(({ share }) => share >= 1 || this.#random.next() < share)?.kind ?? null;
  }
}
