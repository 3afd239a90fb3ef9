import type { IncidentKind } from '../../core/rules/registry.ts';

interface PublicText {
  /** While it is open. */
  readonly now: string;
  readonly past: string;
}

/** What an incident is called where nobody is to read which instance it was, or where it runs. */
const texts: Readonly<Record<IncidentKind, PublicText>> = {
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
  certificate: { now: 'The TLS certificate expires soon', past: 'The TLS certificate was about to expire' },
  slow: { now: 'The workspace answers slowly', past: 'The workspace answered slowly' },
  version: { now: 'Instances run different versions', past: 'Instances ran different versions' },
  unauthorized: { now: 'The workspace cannot be checked', past: 'The workspace could not be checked' },
};

const unknown: PublicText = { now: 'Something is wrong', past: 'Something was wrong' };

const isKnown = (kind: string): kind is IncidentKind => Object.hasOwn(texts, kind);

/** An incident in a few words that name nothing. */
export const publicText = (kind: string): PublicText => (isKnown(kind) ? texts[kind] : unknown);
