import { createHash } from 'node:crypto';
import type { AlertObject, ChangeObject, GroupObject } from '../../core/alerts/alert-object.ts';
import { clusterText, linksIn } from '../../core/alerts/sections.ts';
import { foreignText } from '../../core/text/foreign-text.ts';
import { severities, type Severity } from '../../core/settings/values.ts';

/** What becomes of an incident at a service that keeps incidents. */
export interface IncidentStep {
  /** `note`: something to know, which opens nothing. */
  readonly action: 'open' | 'close' | 'note';
  /** The same from opening to end, however often the alert is delivered. */
  readonly key: string;
  readonly change: ChangeObject;
  /** One line. */
  readonly summary: string;
  /** What else there is to know, by name. */
  readonly details: Readonly<Record<string, string>>;
}

const maxSummaryLength = 900;
const maxDetailLength = 1_000;

/**
 * A step for each change of an alert, in its order: an incident that opened and ended within one alert is opened first.
 * A test opens its incident and closes it at once. Below the minimum severity nothing is opened, but every end is
 * passed on: an incident may have become less severe since.
 */
export const incidentSteps = (
  alert: AlertObject,
  { minimumSeverity, maxKeyLength }: { readonly minimumSeverity: Severity; readonly maxKeyLength: number },
): readonly IncidentStep[] =>
  fewEnough(alert).flatMap((change): readonly IncidentStep[] => {
    const isEnough = severities.indexOf(change.severity) >= severities.indexOf(minimumSeverity);
    if (!isEnough && change.change !== 'resolved') return [];
    const key = incidentKey(alert.workspace, change.incident, maxKeyLength);
    const summary = summaryOf(alert, change);
    const details = detailsOf(alert, change);
    return actionsFor(change, alert.test === true).map((action) => ({ action, key, change, summary, details }));
  });

/** More at once would be a flood, and take longer than a function may run. */
export const maxIncidents = 100;

/**
 * Where there are too many changes, those whose names have the smallest hashes: of what opened together, the ends that
 * are passed on are then those of what was opened.
 */
const fewEnough = ({ changes }: AlertObject): readonly ChangeObject[] => {
  if (changes.length <= maxIncidents) return changes;
  const ranked = changes.map(({ incident }) => hashOf(incident)).toSorted();
  const largest = ranked[maxIncidents - 1] ?? '';
  // Each may have opened and ended.
  return changes.filter(({ incident }) => hashOf(incident) <= largest).slice(0, 2 * maxIncidents);
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

const actionsFor = ({ change }: ChangeObject, isTest: boolean): ReadonlyArray<IncidentStep['action']> => {
  if (change === 'resolved') return ['close'];
  if (change === 'notice') return ['note'];
  return isTest ? ['open', 'close'] : ['open'];
};

/** `workspace/incident`; where that is too long, its beginning and a hash of all of it. */
export const incidentKey = (workspace: string, incident: string, maxLength: number): string => {
  const key = `${workspace}/${incident}`;
  if (key.length <= maxLength && /^[\x21-\x7e]*$/.test(key)) return key;
  const hash = hashOf(key);
  const beginning = key.replace(/[^\x21-\x7e]/g, '_').slice(0, maxLength - hash.length - 1);
  return `${beginning}/${hash}`;
};

const summaryOf = ({ workspace, test }: AlertObject, { kind, summary }: ChangeObject): string => {
  const mark = test === true ? 'TEST, nothing is wrong: ' : '';
  return foreignText(`${mark}[${workspace}] ${kind}: ${summary}`, maxSummaryLength);
};

const groupOf = ({ groups }: AlertObject, { change, kind }: ChangeObject): GroupObject | undefined =>
  groups.find((group) => group.change === change && group.kind === kind);

const detailsOf = (alert: AlertObject, change: ChangeObject): Readonly<Record<string, string>> => {
  const { advice = null, certainty = null, runbook = null } = groupOf(alert, change) ?? {};
  const all: Readonly<Record<string, string | null>> = {
    'What to do': advice,
    'How sure': certainty,
    Details: change.details.length === 0 ? null : change.details.join('; '),
    // Its name stands before it.
    Cluster: clusterText(alert).replace(/^Cluster:? */, ''),
    Since: change.since,
    Reason: change.reason,
    Runbook: runbook,
    'Mute for 2 h': alert.silenceCommand ?? null,
    'Alert ID': alert.id,
  };
  const entries = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [[name, value.slice(0, maxDetailLength)] as const],
  );
  return Object.fromEntries(entries);
};

/** The details as lines of text. */
export const detailsText = ({ details }: IncidentStep): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** Where a person acknowledges the incident and finds more. */
export const linksFor = (
  alert: AlertObject,
  { change }: IncidentStep,
): ReadonlyArray<{ readonly href: string; readonly text: string }> =>
  linksIn({ ...alert, changes: [change] }).map(({ label, url }) => ({ href: url, text: label }));
