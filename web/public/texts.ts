import type { IncidentKind } from '../../core/rules/registry.ts';

export interface PublicText {
  /** While it is open. */
  readonly now: string;
  readonly past: string;
}

/**
 * What an incident is called where nobody is to read which instance it was, or where it runs; null where it asks only the
 * people who run the workspace to do something, before others notice anything.
 */
const texts: Readonly<Record<IncidentKind, PublicText | null>> = {
  disappeared: { now: 'An instance is missing', past: 'An instance was missing' },
  unresponsive: { now: 'An instance does not respond', past: 'An instance did not respond' },
  disconnected: { now: 'Instances are not connected', past: 'Instances lost their connection to each other' },
  'low-memory': { now: 'An instance started low on memory', past: 'An instance had started low on memory' },
  memory: { now: 'An instance is running out of memory', past: 'An instance was running out of memory' },
  'not-ready': { now: 'An instance is not ready', past: 'An instance was not ready' },
  'too-few-instances': { now: 'Fewer instances than expected', past: 'There were fewer instances than expected' },
  'too-many-instances': { now: 'More instances than expected', past: 'There were more instances than expected' },
  restarting: { now: 'An instance keeps restarting', past: 'An instance kept restarting' },
  degraded: { now: 'Part of the workspace is degraded', past: 'Part of the workspace was degraded' },
  unreachable: { now: 'The workspace cannot be reached', past: 'The workspace could not be reached' },
  certificate: null,
  slow: { now: 'The workspace answers slowly', past: 'The workspace answered slowly' },
  version: null,
  unauthorized: { now: 'The workspace cannot be checked', past: 'The workspace could not be checked' },
};

const unknown: PublicText = { now: 'Something is wrong', past: 'Something was wrong' };

const isKnown = (kind: string): kind is IncidentKind => Object.hasOwn(texts, kind);

/** An incident in a few words that name nothing; null where it is not for others. */
const publicText = (kind: string): PublicText | null => (isKnown(kind) ? texts[kind] : unknown);

/** The incidents that are for others, each with its text. */
export const publicIncidents = <Incident extends { readonly kind: string }>(
  incidents: readonly Incident[],
): ReadonlyArray<readonly [Incident, PublicText]> =>
  incidents.flatMap((incident) => {
    const text = publicText(incident.kind);
    return text === null ? [] : [[incident, text] as const];
  });
