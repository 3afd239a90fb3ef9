import { plusSeconds, type Timestamp } from '../base/time.ts';
import { isAcknowledged } from '../incidents/acknowledgement.ts';
import type { Change } from '../incidents/incident.ts';
import type { Alert } from './alert.ts';
import type { AlertOrigin, Deployment } from './origin.ts';

/** Where a reader of an alert finds more; null where that is nowhere. */
export interface AlertLinks {
  readonly workspace: string | null;
  readonly dashboard: string | null;
  readonly log: string | null;
}

const hour = 3600;
/** A page shows this much around an incident. */
const marginSeconds = hour;

/** @param since the beginning of the oldest incident @param until the check that the alert is of */
export const linksOf = ({ workspaceUrl, deployment }: AlertOrigin, since: Timestamp, until: Timestamp): AlertLinks => {
  const span = { start: plusSeconds(since, -marginSeconds), end: plusSeconds(until, marginSeconds) };
  return {
    workspace: workspaceUrl === null ? null : asLink(workspaceUrl),
    dashboard: deployment === null ? null : dashboardUrl(deployment, span),
    log: deployment === null ? null : logUrl(deployment, span),
  };
};

interface Span {
  readonly start: Timestamp;
  readonly end: Timestamp;
}

const consoleUrl = ({ region }: Deployment): string =>
  `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;

const dashboardUrl = (deployment: Deployment, { start, end }: Span): string | null =>
  deployment.dashboard === null
    ? null
    : `${consoleUrl(deployment)}#dashboards/dashboard/${encodeURIComponent(deployment.dashboard)}?start=${start}&end=${end}`;

const logUrl = (deployment: Deployment, { start, end }: Span): string | null => {
  if (deployment.logGroup === null) return null;
  const query = `?start=${Date.parse(start)}&end=${Date.parse(end)}`;
  const path = `${escaped(encodeURIComponent(deployment.logGroup))}/log-events${escaped(query)}`;
  return `${consoleUrl(deployment)}#logsV2:log-groups/log-group/${path}`;
};

/** As the console writes what stands behind the `#`: each percent sign as a dollar sign and its own code. */
const escaped = (text: string): string => encodeURIComponent(text).replaceAll('%', '$');

/** The heading of the runbook about a kind. */
export const runbookUrl = ({ docsUrl }: AlertOrigin, kind: string): string | null =>
  docsUrl === null ? null : asLink(`${docsUrl}/runbook.md#${kind}`);

/** Where the reader of a change acknowledges its incident; null where nobody needs to. */
export const acknowledgeUrlFor = (
  { change, incident }: Change,
  { workspace, takenAt, isTest }: Alert,
  { acknowledgeUrlOf }: AlertOrigin,
): string | null => {
  const isOpen = change === 'opened' || change === 'reminder' || change === 'escalated';
  if (acknowledgeUrlOf === undefined || isTest === true || !isOpen || isAcknowledged(incident)) return null;
  return asLink(acknowledgeUrlOf({ workspace, incident: incident.id, takenAt }));
};

/** Nothing in it ends a link in a mail or a chat. */
const asLink = (url: string): string => url.replace(/[\s<>|"'`()[\]\\]/g, (character) => encodeURIComponent(character));
