import { setTimeout as sleep } from 'node:timers/promises';
import { nameOf } from '../../core/cluster/instance-name.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import { summaryOf } from '../../core/timeline/incidents.ts';
import type { OpenIncident, WorkspaceStatus } from '../../web/console/status.ts';
import { shownInstances } from '../output/json-lines.ts';
import { eachWorkspaceIn } from '../store/find-workspace.ts';
import type { ConsoleSource } from './sources.ts';

/** So many workspaces are read at a time. */
const maxAtOnce = 16;

/** How a workspace stands by its last check. */
export const statusOf = (check: Snapshot): WorkspaceStatus => {
  const { workspace, takenAt, outcome, health } = check;
  const shown = shownInstances(health).filter(({ status }) => status !== 'replaced');
  return {
    workspace,
    takenAt,
    outcome,
    healthy: shown.filter(({ status }) => status === 'healthy').length,
    instances: shown.map((instance) => ({ name: nameOf(instance), status: instance.status })),
    open: health.incidents.filter(({ state }) => state === 'open').map((incident) => openIncident(incident, check)),
    pending: health.incidents.filter(({ state }) => state === 'pending').length,
    silences: check.silences.length,
  };
};

function openIncident(incident: Incident, check: Snapshot): OpenIncident {
  const { id, kind, severity, since, acknowledged } = incident;
  return {
    id,
    kind,
    severity,
    since,
    isNotice: incident.isNotice === true,
    summary: summaryOf(incident, check),
    acknowledged:
      acknowledged === undefined ? null : { by: acknowledged.by, at: acknowledged.at, note: acknowledged.note },
  };
}

/** The last check of a workspace as a status; null where it has none. */
export async function readStatus(
  { history, now }: Pick<ConsoleSource, 'history' | 'now'>,
  workspace: string,
): Promise<WorkspaceStatus | null> {
  const at = now();
  const check = await history.latestUntil(workspace, { until: at, now: at });
  return check === null ? null : statusOf(check);
}

/** Some of the statuses that are read, or all. */
export interface StatusPart {
  readonly statuses: readonly WorkspaceStatus[];
  /** Whether each workspace is in it that was found. */
  readonly isComplete: boolean;
}

/** How all workspaces of a history stand. Listing them takes a call for each: that is done from time to time. */
export class Overview {
  readonly #source: ConsoleSource;
  readonly #ended: AbortSignal;
  #names: readonly string[] | null = null;
  #listedAt = -Infinity;
  /** By name, as they were read last. */
  #known: ReadonlyMap<string, WorkspaceStatus> = new Map();
  #reading: { readonly found: ReadonlyMap<string, WorkspaceStatus>; readonly all: Promise<void> } | null = null;

  /** @param ended when it is given, what is being read is not read on */
  constructor(source: ConsoleSource, ended: AbortSignal) {
    this.#source = source;
    this.#ended = ended;
  }

  /** The statuses of all workspaces, by name. */
  async read(): Promise<readonly WorkspaceStatus[]> {
    await this.#begun().all;
    return byName(this.#known);
  }

  /** What is known already, at once, then more as it is read: somebody waits for it. */
  async *parts(): AsyncGenerator<StatusPart, void, undefined> {
    const { found, all } = this.#begun();
    const isRead = all.then(() => true);
    try {
      for (let isComplete = false; !isComplete;) {
        const statuses = byName(new Map([...this.#known, ...found]));
        if (statuses.length > 0) yield { statuses, isComplete: this.#known.size > 0 };
        const next = new AbortController();
        const soon = sleep(partMilliseconds, false, { signal: next.signal }).catch(() => false);
        isComplete = await Promise.race([isRead, soon]);
        next.abort();
      }
      yield { statuses: byName(this.#known), isComplete: true };
    } finally {
      // A reader that leaves early waits, too: the history may be closed after that.
      await isRead.catch(() => undefined);
    }
  }

  /** Those who ask while all are being read get the same. */
  #begun() {
    if (this.#reading !== null) return this.#reading;
    const found = new Map<string, WorkspaceStatus>();
    const all = this.#readInto(found).finally(() => (this.#reading = null));
    this.#reading = { found, all };
    return this.#reading;
  }

  async #readInto(found: Map<string, WorkspaceStatus>): Promise<void> {
    const names = this.#listed();
    const readers = Array.from({ length: maxAtOnce }, async () => {
      for await (const name of shared(names)) {
        if (this.#ended.aborted) return;
        const status = await readStatus(this.#source, name);
        if (status !== null) found.set(name, status);
      }
    });
    const failed = (await Promise.allSettled(readers)).find((reader) => reader.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    if (!this.#ended.aborted) this.#known = found;
  }

  /** The names of all workspaces, each as soon as it is known. A history that cannot be listed is asked again. */
  async *#listed(): AsyncGenerator<string, void, undefined> {
    const at = Date.parse(this.#source.now());
    if (this.#names !== null && at - this.#listedAt <= listedForMilliseconds) {
      yield* this.#names;
      return;
    }
    const names: string[] = [];
    for await (const name of eachWorkspaceIn(this.#source)) {
      names.push(name);
      yield name;
    }
    // Where there are none yet, the first is waited for.
    if (names.length > 0) [this.#names, this.#listedAt] = [names, at];
  }
}

/** A new workspace is shown after that time. */
const listedForMilliseconds = 60_000;
/** So long is waited for more before what is there is shown. */
const partMilliseconds = 150;

/** The same sequence for several who take from it: one that ends does not end it for the others. */
const shared = <T>(all: AsyncGenerator<T, void, undefined>): AsyncIterable<T> => ({
  [Symbol.asyncIterator]: () => ({ next: () => all.next() }),
});

const byName = (statuses: ReadonlyMap<string, WorkspaceStatus>): readonly WorkspaceStatus[] =>
  [...statuses.values()].sort((a, b) => a.workspace.localeCompare(b.workspace, 'en', { numeric: true }));
