import { secondsBetween } from '../base/time.ts';
import { severities, type Severity } from '../settings/values.ts';
import type { Acknowledgement, Incident } from './incident.ts';

/** What a person asks of the checks: to take an incident as acknowledged, or to take that back. */
export interface AcknowledgementRequest extends Acknowledgement {
  /** The id of the incident. */
  readonly incident: string;
  readonly isWithdrawal?: true;
}

const rankOf = (severity: Severity): number => severities.indexOf(severity);

/** Whether somebody takes care of an incident as it is now: not of one that has become worse since. */
export const isAcknowledged = ({ acknowledged, severity }: Incident): boolean =>
  acknowledged !== undefined && rankOf(severity) <= rankOf(acknowledged.severity);

/**
 * The incidents, each open one as the latest request about it wants it. A request that is older than what an incident
 * knows already changes nothing, so that it may be read again and again.
 */
export function withRequests(
  incidents: readonly Incident[],
  requests: readonly AcknowledgementRequest[],
): readonly Incident[] {
  if (requests.length === 0) return incidents;
  const latest = new Map<string, AcknowledgementRequest>();
  for (const request of requests) {
    const known = latest.get(request.incident);
    if (known === undefined || secondsBetween(known.at, request.at) >= 0) latest.set(request.incident, request);
  }
  return incidents.map((incident) => {
    const request = latest.get(incident.id);
    return request === undefined || incident.state !== 'open' ? incident : withRequest(incident, request);
  });
}

function withRequest(incident: Incident, request: AcknowledgementRequest): Incident {
  const { acknowledged, ...others } = incident;
  const { incident: _id, isWithdrawal = false, ...acknowledgement } = request;
  if (acknowledged !== undefined && secondsBetween(acknowledged.at, request.at) <= 0) return incident;
  return isWithdrawal ? others : { ...others, acknowledged: acknowledgement };
}
