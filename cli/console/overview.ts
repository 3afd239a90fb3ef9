import { nameOf } from '../../core/cluster/instance-name.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import { summaryOf } from '../../core/timeline/incidents.ts';
import type { OpenIncident, WorkspaceStatus } from '../../web/console/status.ts';
import { shownInstances } from '../output/json-lines.ts';
import { workspacesIn } from '../store/find-workspace.ts';
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

/** The workspaces of a history, listed once and again from time to time. */
export class Overview {
  readonly #source: ConsoleSource;
  readonly #ended: AbortSignal;
  #names: Promise<readonly string[]> | null = null;
  #listedAt = -Infinity;

  /** @param ended when it is given, what is being read is not read on */
  constructor(source: ConsoleSource, ended: AbortSignal) {
    this.#source = source;
    this.#ended = ended;
  }

  /** The statuses of all workspaces, by name. */
  async read(): Promise<readonly WorkspaceStatus[]> {
    const names = [...(await this.names())];
    const found: WorkspaceStatus[] = [];
    const readers = Array.from({ length: maxAtOnce }, async () => {
      for (let name = names.shift(); name !== undefined && !this.#ended.aborted; name = names.shift()) {
        const status = await readStatus(this.#source, name);
        if (status !== null) found.push(status);
      }
    });
    await Promise.all(readers);
    return found.sort((a, b) => a.workspace.localeCompare(b.workspace, 'en', { numeric: true }));
  }

  /** The names of all workspaces. A history that cannot be listed is asked again. */
  names(): Promise<readonly string[]> {
    const at = Date.parse(this.#source.now());
    if (this.#names === null || at - this.#listedAt > listedForMilliseconds) {
      const listing = workspacesIn(this.#source);
      this.#names = listing;
      this.#listedAt = at;
      listing.catch(() => (this.#names = null));
    }
    return this.#names;
  }
}

/** A new workspace is shown after that time. */
const listedForMilliseconds = 60_000;
