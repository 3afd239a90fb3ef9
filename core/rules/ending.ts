import { type Change, endOf, type IncidentKind, type Reason } from '../incidents/incident.ts';
import { secondsBetween, type Timestamp } from '../time.ts';
import { durationText } from '../text/duration-text.ts';
import { nameOf, namesOf } from '../alerts/instance-name.ts';
import { listed } from '../text/words.ts';

const maxNames = 3;

/** Why an incident ended and how long it lasted, in one line without a full stop. */
export const resolutionText = (change: Change, reason: Reason, at: Timestamp): string => {
  const { incident } = change;
  const who = listed(namesOf(change), maxNames);
  const lasted = durationText(secondsBetween(incident.since, endOf(incident, at)));
  switch (reason) {
    case 'returned':
      return incident.kind === 'disappeared'
        ? `${who} is listed again, with a fresh heartbeat, after ${lasted}`
        : `heartbeat of ${who} is fresh again, after ${lasted}`;
    case 'replaced':
      return `${replaced(change, who)}, after ${lasted}`;
    case 'reconnected':
      return `${who} ${incident.subjects.length === 1 ? 'is' : 'are'} connected again, after ${lasted}`;
    case 'accepted':
      return `${lost(incident.kind, who, lasted)} and nothing took its place: accepted as intended`;
    case 'superseded':
      return superseded(incident.kind, who, lasted);
    case 'reachable':
      return `the workspace can be seen again, after ${lasted}`;
    case 'authorized':
      return `the workspace lets the alerter in again, after ${lasted}`;
    case 'enough':
      return `as many healthy instances as expected again, after ${lasted}`;
    case 'stable':
      return `${who} has stopped restarting, after ${lasted}`;
    case 'relieved':
      return `${who} uses less memory again, or grows no longer, after ${lasted}`;
    case 'ready':
      return `${who} is ready again, after ${lasted}`;
    case 'rule-changed':
      return `${formerProblem(incident.kind, who)} under the changed rules, after ${lasted}`;
  }
};

const replaced = ({ incident, replacedBy }: Change, who: string): string => {
  const by = replacedBy === null ? '' : ` by ${nameOf(replacedBy)}`;
  if (incident.kind === 'disconnected') return `broken connections of ${who} ended with one end replaced${by}`;
  return `${who}${pastOf(incident.kind)} was replaced${by}`;
};

/** What was wrong with a process that is gone, where that was not its absence. */
const pasts: Partial<Record<IncidentKind, string>> = {
  'low-memory': ', which started low on memory,',
  memory: ', which was running out of memory,',
  'not-ready': ', which was not ready,',
};

const pastOf = (kind: IncidentKind): string => pasts[kind] ?? '';

const lost = (kind: IncidentKind, who: string, lasted: string): string => {
  if (kind === 'low-memory' || kind === 'memory') return `${who}${pastOf(kind)} is gone`;
  return kind === 'unresponsive'
    ? `heartbeat of ${who} has been stale for ${lasted}`
    : `${who} has been gone for ${lasted}`;
};

/** What can be said of an incident when another one tells what is wrong now. */
const superseded = (kind: IncidentKind, who: string, lasted: string): string => {
  switch (kind) {
    case 'unreachable':
      return `the workspace answers again after ${lasted}, but does not let the alerter in`;
    case 'restarting':
      return `${who} has stopped restarting after ${lasted}, but nothing took its place the last time`;
    case 'disconnected':
      return `broken connections of ${who}, for ${lasted}, are told by another alert now`;
    case 'unauthorized':
    case 'too-few-instances':
      return `what was wrong with the workspace for ${lasted} is told by another alert now`;
    case 'disappeared':
    case 'unresponsive':
    case 'not-ready':
    case 'memory':
    case 'low-memory':
      return `what was wrong with ${who} for ${lasted} is told by another alert now`;
  }
};

const formerProblem = (kind: IncidentKind, who: string): string => {
  if (kind === 'low-memory') return `memory of ${who} at its start no longer counts as low`;
  if (kind === 'memory' || kind === 'not-ready') return `${who} is no longer asked itself`;
  return who === '' ? 'the number of healthy instances no longer counts as too small' : `${who} is no longer a problem`;
};
