import type { Change, IncidentKind, Reason } from '../health/incident.ts';
import { secondsBetween, type Timestamp } from '../time.ts';
import { durationText } from './duration-text.ts';
import { namesOf, shortName } from './place.ts';
import { listed } from './words.ts';

const mostNames = 3;

/** Why an incident ended and how long it lasted, in one line without a full stop. */
export const ending = (change: Change, reason: Reason, at: Timestamp): string => {
  const { incident } = change;
  const who = listed(namesOf(change), mostNames);
  const lasted = durationText(secondsBetween(incident.since, at));
  switch (reason) {
    case 'returned':
      return incident.kind === 'disappeared'
        ? `${who} is listed again, with a fresh heartbeat, after ${lasted}`
        : `heartbeat of ${who} fresh again, after ${lasted}`;
    case 'replaced':
      return `${replaced(change, who)}, after ${lasted}`;
    case 'reconnected':
      return `${who} ${incident.subjects.length === 1 ? 'is' : 'are'} connected again, after ${lasted}`;
    case 'accepted':
      return `${who} has been gone for ${lasted} and nothing took its place: taken as meant`;
    case 'superseded':
      return `${superseded(incident.kind, who)}, after ${lasted}`;
    case 'reachable':
      return `the workspace can be seen again, after ${lasted}`;
    case 'authorized':
      return `the workspace lets the alerter in again, after ${lasted}`;
    case 'enough':
      return `as many healthy instances as expected again, after ${lasted}`;
    case 'stable':
      return `${who} has stopped restarting, after ${lasted}`;
    case 'rule-changed':
      return `${who === '' ? 'the number of healthy instances' : who} is no problem under the changed rules, after ${lasted}`;
  }
};

const replaced = ({ incident, replacedBy }: Change, who: string): string => {
  const by = replacedBy === null ? '' : ` by ${shortName(replacedBy)}`;
  if (incident.kind === 'disconnected') return `broken connections of ${who} ended with one end replaced${by}`;
  const past = incident.kind === 'low-memory' ? ', which started low on memory,' : '';
  return `${who}${past} was replaced${by}`;
};

/** What can be said of an incident when another one, in the same message or before it, tells what is wrong now. */
const superseded = (kind: IncidentKind, who: string): string => {
  switch (kind) {
    case 'unreachable':
      return 'the workspace answers again, but does not let the alerter in';
    case 'restarting':
      return `${who} has stopped restarting, but nothing took its place the last time`;
    case 'disconnected':
      return `broken connections of ${who} are told by another alert now`;
    case 'unauthorized':
    case 'too-few-instances':
      return 'what was wrong with the workspace is told by another alert now';
    case 'disappeared':
    case 'unresponsive':
    case 'low-memory':
      return `what was wrong with ${who} is told by another alert now`;
  }
};
