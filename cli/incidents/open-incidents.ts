import { Silences } from '../../adapters/dynamodb/silences.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { withRequests } from '../../core/incidents/acknowledgement.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import { shortIdOf } from '../../core/incidents/short-id.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { summaryOf } from '../../core/timeline/incidents.ts';
import { Problem } from '../base/problem.ts';
import type { OpenHistory } from '../store/open-history.ts';

/** An incident that stands open after the last check of its workspace. */
export interface OpenIncident {
  readonly workspace: string;
  readonly incident: Incident;
  /** What a person types for it. */
  readonly shortId: string;
  readonly summary: string;
}

/** The open incidents of a workspace; what was asked about them since its last check counts already. */
export async function openIncidentsOf(
  { history, client, table }: Pick<OpenHistory, 'history' | 'client' | 'table'>,
  workspace: string,
  now: Timestamp,
): Promise<readonly OpenIncident[]> {
  const check = await history.latest(workspace, now);
  if (check === null) return [];
  const { requests = [] } = await new Silences(client, table).upcoming(workspace, now);
  return openIncidentsIn(check).map((one) => ({
    ...one,
    incident: withRequests([one.incident], requests)[0] ?? one.incident,
  }));
}

const openIncidentsIn = (check: Snapshot): readonly OpenIncident[] =>
  check.health.incidents
    .filter(({ state }) => state === 'open')
    .map((incident) => ({
      workspace: check.workspace,
      incident,
      shortId: shortIdOf(incident.id),
      summary: summaryOf(incident, check),
    }));

/** The one that a person names by its short or its whole id. @throws Problem where that is none, or several */
export function incidentNamed(open: readonly OpenIncident[], name: string): OpenIncident {
  const wanted = name.trim();
  const found = open.filter(({ incident, shortId }) => incident.id === wanted || shortId === wanted.toLowerCase());
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (only !== undefined)
    throw new Problem(`${oneLine(wanted, 80)} means several incidents: give the whole id, as in --json`);
  const ids = open.map(({ shortId, incident: { kind } }) => `${shortId} (${kind})`);
  const thereAre =
    ids.length === 0
      ? 'None is open'
      : `Open are ${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ' and others' : ''}`;
  throw new Problem(`no open incident is called ${oneLine(wanted, 80)}. ${thereAre}`);
}
