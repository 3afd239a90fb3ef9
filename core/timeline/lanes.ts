import type { HealthState } from '../incidents/health-state.ts';
import type { KnownInstance } from '../cluster/known-instance.ts';
import type { Timestamp } from '../base/time.ts';
import { isWorthALane, type Lane, LaneDraft, type WholeTime } from './lane.ts';

/** A restart loop whose processes cannot be paired makes a lane a minute; the largest workspaces have 5,000 instances. */
const maxLanes = 6_000;

/** The lanes of all instances, as check after check shows them. */
export class Lanes {
  readonly #whole: WholeTime;
  /** By the ids of all processes that the last check knew. */
  #open = new Map<string, LaneDraft>();
  #all = new Set<LaneDraft>();
  #omitted = 0;

  constructor(whole: WholeTime) {
    this.#whole = whole;
  }

  /** How many lanes are left out for want of room. */
  get omitted(): number {
    return this.#omitted;
  }

  get all(): readonly Lane[] {
    return [...this.#all].map((draft) => draft.lane());
  }

  /** For that time, nobody knows. */
  addUnseen(from: Timestamp, to: Timestamp): void {
    for (const draft of new Set(this.#open.values())) draft.add('unseen', from, to);
  }

  /** For that time, what a check saw holds. */
  addSeen({ instances }: HealthState, from: Timestamp, to: Timestamp): void {
    const known = new Map(instances.filter(isWorthALane).map((instance) => [instance.id, instance]));
    const before = this.#open;
    this.#open = new Map();
    for (const id of known.keys()) this.#place(id, known, before, from);
    for (const instance of known.values()) {
      const draft = this.#open.get(instance.id);
      draft?.update(instance, from);
      if (draft?.currentId === instance.id) draft.add(instance.status, from, to);
    }
  }

  /** Finds the lane of an instance, that of the one whose place it took first. */
  #place(
    id: string,
    known: ReadonlyMap<string, KnownInstance>,
    before: Map<string, LaneDraft>,
    at: Timestamp,
  ): LaneDraft | undefined {
    const placed = this.#open.get(id);
    const instance = known.get(id);
    if (placed !== undefined || instance === undefined) return placed;
    const own = ownLane(instance, before.get(id));
    const lost = instance.replaces === null ? undefined : known.get(instance.replaces);
    const predecessor = lost && this.#place(lost.id, known, before, at);
    // Where another process took the place meanwhile, it keeps a lane of its own.
    const continues = predecessor !== undefined && predecessor !== own && predecessor.currentId === lost?.id;
    const draft = continues ? predecessor : (own ?? this.#begin(instance, at));
    if (continues && own === undefined) draft.handOver(instance, at);
    if (continues && own !== undefined) {
      draft.join(own, lost?.lostSince ?? at);
      this.#all.delete(own);
      for (const lanes of [before, this.#open]) replaceIn(lanes, own, draft);
    }
    this.#open.set(id, draft);
    return draft;
  }

  #begin(instance: KnownInstance, at: Timestamp): LaneDraft {
    if (this.#all.size >= maxLanes) this.#makeRoom();
    const draft = new LaneDraft(instance, at, this.#whole);
    this.#all.add(draft);
    return draft;
  }

  /** Of the lanes that have ended, the shorter half goes. */
  #makeRoom(): void {
    const open = new Set(this.#open.values());
    const ended = [...this.#all].filter((draft) => !open.has(draft)).sort((a, b) => a.lengthSeconds - b.lengthSeconds);
    for (const draft of ended.slice(0, Math.ceil(ended.length / 2))) {
      this.#all.delete(draft);
      this.#omitted += 1;
    }
  }
}

const replaceIn = (lanes: Map<string, LaneDraft>, old: LaneDraft, draft: LaneDraft): void => {
  for (const [id, each] of lanes) if (each === old) lanes.set(id, draft);
};

/** One that was replaced and comes back finds its place taken: it goes on in a lane of its own. */
const ownLane = (instance: KnownInstance, draft: LaneDraft | undefined): LaneDraft | undefined =>
  draft === undefined || draft.currentId === instance.id || instance.replacedBy !== null ? draft : undefined;
