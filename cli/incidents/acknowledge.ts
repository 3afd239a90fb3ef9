import { leaveRequest } from '../../adapters/dynamodb/acknowledgements.ts';
import { later, plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { Problem } from '../base/problem.ts';
import type { OpenHistory } from '../store/open-history.ts';
import { incidentNamed, type OpenIncident, openIncidentsOf } from './open-incidents.ts';

type Source = Pick<OpenHistory, 'history' | 'client' | 'table'>;

/** Which incident, and by whom. */
export interface Asked {
  readonly workspace: string;
  /** The short id, or the whole one. */
  readonly id: string;
  readonly now: Timestamp;
}

/** After what stood before, also where another person's clock is ahead. */
const after = (now: Timestamp, { incident: { acknowledged } }: OpenIncident): Timestamp =>
  acknowledged === undefined ? now : later(now, plusSeconds(acknowledged.at, 0.001));

/** The longest name of who acknowledges. */
export const maxNameLength = 60;
const maxNoteLength = 200;

/** Who acknowledges, as it is kept; empty where nobody is named. */
export const nameAsKept = (text: string): string => oneLine(text, maxNameLength);
/** The note of an acknowledgement, as it is kept. */
export const noteAsKept = (text: string): string => oneLine(text, maxNoteLength);

/** Has the next check take an open incident as acknowledged. @throws Problem where there is no such incident */
export async function acknowledge(
  source: Source,
  { workspace, id, now, by, note }: Asked & { readonly by: string; readonly note: string },
): Promise<OpenIncident> {
  const found = incidentNamed(await openIncidentsOf(source, workspace, now), id);
  const acknowledged = { by, at: after(now, found), note, severity: found.incident.severity };
  await leaveRequest(source, workspace, { incident: found.incident.id, ...acknowledged });
  return { ...found, incident: { ...found.incident, acknowledged } };
}

/** Takes that back. @throws Problem where the incident is not there, or not acknowledged */
export async function withdrawAcknowledgement(source: Source, { workspace, id, now }: Asked): Promise<OpenIncident> {
  const found = incidentNamed(await openIncidentsOf(source, workspace, now), id);
  const { acknowledged, ...incident } = found.incident;
  if (acknowledged === undefined) throw new Problem(`the incident ${found.shortId} is not acknowledged`);
  await leaveRequest(source, workspace, {
    incident: incident.id,
    ...acknowledged,
    at: after(now, found),
    isWithdrawal: true,
  });
  return { ...found, incident };
}
