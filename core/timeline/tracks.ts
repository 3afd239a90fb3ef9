import { millisecondsOf, type Timestamp } from '../base/time.ts';
import { nameOf } from '../cluster/instance-name.ts';
import type { KnownInstance, Status } from '../cluster/known-instance.ts';
import { ownAnswer } from '../cluster/probes.ts';
import { placeOf } from '../cluster/replacement.ts';
import { laneStates } from './model.ts';
import { clipped, Stretches, type Stretch } from './stretches.ts';

/** A process through time: how it was whenever the workspace was seen, and what ties it to others. */
export interface Track {
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  /** Where it runs, as far as that distinguishes it from others. */
  readonly place: string | null;
  readonly startedAt: Timestamp | null;
  readonly firstSeenAt: Timestamp;
  readonly lastSeenAt: Timestamp;
  readonly status: Status;
  readonly totalMemoryBytes: number | null;
  readonly freeMemoryBytes: number | null;
  readonly nodeVersion: string | null;
  /** The process whose place it took, and the one that took its own, as a check has shown it. */
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly stretches: ReadonlyArray<Stretch<Status>>;
  /** The memory that it reported, the highest of each part of the time. */
  readonly peaks: ReadonlyArray<readonly [from: number, to: number, bytes: number]>;
}

type Facts = Omit<Track, 'stretches' | 'peaks'>;

interface Draft {
  facts: Facts;
  seenAs: KnownInstance | null;
  readonly stretches: Stretches<Status>;
  readonly peaks: Map<number, readonly [from: number, to: number, bytes: number]>;
}

/** A restart loop makes a process a minute for as long as it lasts. */
const maxTracks = 50_000;

/** A record that was never seen with a believable heartbeat may be of a process long gone. */
export const isWorthALane = ({ onceHealthy, status }: KnownInstance): boolean => onceHealthy || status === 'healthy';

/** The processes of a workspace, as check after check shows them. */
export class Tracks {
  readonly #wholeMilliseconds: number;
  readonly #drafts = new Map<string, Draft>();
  #omitted = 0;

  constructor(wholeMilliseconds: number) {
    this.#wholeMilliseconds = wholeMilliseconds;
  }

  get omitted(): number {
    return this.#omitted;
  }

  get all(): readonly Track[] {
    return [...this.#drafts.values()].map(({ facts, stretches, peaks }) => ({
      ...facts,
      stretches: stretches.all,
      peaks: [...peaks.values()].sort(([a], [b]) => a - b),
    }));
  }

  /**
   * Takes down how a process was from a check on.
   *
   * @param part the part of the time that the check is in, where its figures are to count
   */
  addSeen(
    instance: KnownInstance,
    takenAt: Timestamp,
    [from, to]: readonly [number, number],
    part: readonly [number, number] | null,
  ): void {
    const draft = this.#drafts.get(instance.id) ?? this.#begin(instance.id, factsOf(instance, takenAt, null));
    if (draft.seenAs !== instance) draft.facts = factsOf(instance, takenAt, draft);
    draft.seenAs = instance;
    draft.stretches.add(instance.status, from, to);
    const residentBytes = part === null ? null : (ownAnswer(instance)?.residentBytes ?? null);
    if (part !== null && residentBytes !== null) raise(draft.peaks, [...part, residentBytes]);
  }

  /** Goes on with what was kept of a process. */
  addTrack(track: Track, since: number, until: number): void {
    const stretches = clipped(track.stretches, since, until);
    if (stretches.length === 0) return;
    const known = this.#drafts.get(track.id);
    const draft = known ?? this.#begin(track.id, track);
    if (known !== undefined) {
      const { firstSeenAt, replaces } = known.facts;
      known.facts = { ...track, firstSeenAt, replaces: track.replaces ?? replaces };
    }
    draft.seenAs = null;
    for (const stretch of stretches) draft.stretches.addStretch(stretch);
    for (const peak of track.peaks) if (peak[1] > since && peak[0] < until) raise(draft.peaks, peak);
  }

  addOmitted(count: number): void {
    this.#omitted += count;
  }

  #begin(id: string, facts: Facts): Draft {
    if (this.#drafts.size >= maxTracks) this.#makeRoom();
    const stretches = new Stretches<Status>({ states: processStates, wholeMilliseconds: this.#wholeMilliseconds });
    const draft: Draft = { facts, seenAs: null, stretches, peaks: new Map() };
    this.#drafts.set(id, draft);
    return draft;
  }

  /** Those that ended first go. */
  #makeRoom(): void {
    const endOf = ({ stretches }: Draft): number => stretches.all.at(-1)?.to ?? 0;
    const all = [...this.#drafts].sort(([, a], [, b]) => endOf(a) - endOf(b));
    const gone = all.slice(0, maxTracks / 10);
    for (const [id] of gone) this.#drafts.delete(id);
    this.#omitted += gone.length;
  }
}

const processStates = laneStates.filter((state) => state !== 'unseen');

function raise(
  peaks: Map<number, readonly [number, number, number]>,
  [from, to, bytes]: readonly [number, number, number],
): void {
  peaks.set(from, [from, to, Math.max(bytes, peaks.get(from)?.[2] ?? 0)]);
}

function factsOf(instance: KnownInstance, takenAt: Timestamp, known: Draft | null): Facts {
  const { id, startedAt, lastSeenAt, status, totalMemoryBytes, freeMemoryBytes, nodeVersion } = instance;
  return {
    id,
    ...nameAndPlace(instance, known),
    startedAt,
    firstSeenAt: known?.facts.firstSeenAt ?? takenAt,
    lastSeenAt,
    status,
    totalMemoryBytes,
    freeMemoryBytes,
    nodeVersion,
    replaces: instance.replaces ?? known?.facts.replaces ?? null,
    replacedBy: instance.replacedBy,
  };
}

/** A process that others have lost has no address; what it was called before stays its name. */
function nameAndPlace(instance: KnownInstance, known: Draft | null): Pick<Facts, 'name' | 'place'> {
  const before = known?.seenAs ?? null;
  const isSame =
    before !== null &&
    before.host === instance.host &&
    before.port === instance.port &&
    before.name === instance.name &&
    (before.address === instance.address || instance.address === null);
  if (known !== null && isSame) return { name: known.facts.name, place: known.facts.place };
  const place = placeOf(instance);
  const keepsName = known !== null && place === null && instance.address === null;
  return { name: keepsName ? known.facts.name : nameOf(instance), place };
}

/** When a process began to be known. */
export const beginOf = ({ stretches, firstSeenAt }: Track): number => stretches[0]?.from ?? millisecondsOf(firstSeenAt);
export const endOf = ({ stretches, lastSeenAt }: Track): number => stretches.at(-1)?.to ?? millisecondsOf(lastSeenAt);
