import { nameOf } from '../../core/cluster/instance-name.ts';
import { listed } from '../../core/text/words.ts';
import { matchesInstance } from '../../core/cluster/matches-instance.ts';
import type { KnownInstance, Status } from '../../core/cluster/known-instance.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { shownInstances } from '../output/json-lines.ts';
import { Problem } from '../base/problem.ts';

/** Which instances a command line asks about. */
export interface SelectionOptions {
  /** As alerts show it: its id, `host:port`, host, address or name. */
  readonly instance?: string;
  readonly status?: Status;
}

/** As many names as a person reads. */
const maxNames = 10;

/** Picks the instances that a command line asks about, and remembers whether there were any. */
export class Selection {
  readonly isOfAll: boolean;
  readonly #options: SelectionOptions;
  readonly #others = new Set<string>();
  #found = false;

  constructor(options: SelectionOptions) {
    this.#options = options;
    this.isOfAll = options.instance === undefined && options.status === undefined;
  }

  /** Whether an instance is asked about by what it is called, whatever its status. */
  readonly isCalledSo = (known: KnownInstance): boolean => {
    const { instance } = this.#options;
    if (instance === undefined) return true;
    if (matchesInstance(known, instance)) this.#found = true;
    else if (this.#others.size <= maxNames) this.#others.add(nameOf(known));
    return matchesInstance(known, instance);
  };

  /** The instances of a check that are asked about. */
  of({ health }: Snapshot): KnownInstance[] {
    const { status } = this.#options;
    return shownInstances(health)
      .filter(this.isCalledSo)
      .filter((known) => status === undefined || known.status === status);
  }

  /** @throws Problem where an instance is asked about that no check has shown */
  insistOnInstance(): void {
    const { instance } = this.#options;
    if (instance === undefined || this.#found) return;
    const others = listed([...this.#others], maxNames);
    const there = others === '' ? '' : ` There ${this.#others.size === 1 ? 'is' : 'are'} ${others}`;
    throw new Problem(`none of these checks has seen an instance ${oneLine(instance, 80)}.${there}`);
  }
}
