import type { Change, Incident } from '../incidents/incident.ts';
import { secondsBetween, type Timestamp } from '../time.ts';
import { durationText } from '../text/duration-text.ts';
import { foreignText } from '../text/foreign-text.ts';
import { memoryText } from './memory-text.ts';
import { memoryCaveat } from './memory-caveat.ts';
import { namesOf } from '../alerts/instance-name.ts';
import { timeText } from '../text/time-text.ts';
import { counted, listed, percentText } from '../text/words.ts';

const maxDetailLength = 200;
const maxNames = 3;

/** What is wrong, in one line without a full stop; of a reminder, that it still is. */
export const ongoingText = (change: Change, at: Timestamp): string => {
  const { incident } = change;
  const who = listed(namesOf(change), maxNames);
  const again = change.change === 'reminder';
  const still = again ? ' still' : '';
  const lasting = again ? `, for ${durationText(secondsBetween(incident.since, at))} now` : '';
  switch (incident.kind) {
    case 'disappeared':
      return `${who} is ${again ? 'still not' : 'no longer'} listed, last seen ${timeText(incident.lastSeenAt, at)}${lasting}${unchanged(change)}`;
    case 'unresponsive':
      return again
        ? `heartbeat of ${who} still stale${lasting}${unchanged(change)}`
        : `heartbeat of ${who} stale${ageText(incident)}`;
    case 'restarting':
      return `${who}${still} keeps restarting${lasting}: replaced ${counted(incident.times, 'time')} within ${durationText(incident.withinSeconds)}`;
    case 'too-few-instances':
      return `${again ? 'still ' : ''}only ${incident.healthy} of ${incident.expected} expected instances healthy${lasting}`;
    case 'disconnected':
      return incident.mendedAt === undefined
        ? `${who} ${isOrAre(incident)}${still} ${brokenConnections(incident)}${lasting}`
        : `${who} ${wasOrWere(incident)} ${brokenConnections(incident)} until ${timeText(incident.mendedAt, at)}`;
    case 'memory':
      return `${who}${still} ${memoryText(incident)}`;
    case 'not-ready':
      return incident.answer === 'unavailable'
        ? `${who}${still} says that it is not ready${lasting}`
        : `${who}${still} does not answer when asked whether it is ready${lasting}`;
    case 'low-memory':
      return `${who} had ${percentText(incident.freePercent)} of memory free ${atStart(change, at)}`;
    case 'unreachable':
      return `the workspace${still} cannot be seen (${incident.failure})${lasting}: ${detailOf(incident)}`;
    case 'unauthorized':
      return `the workspace${still} does not let the alerter in (${incident.failure})${lasting}: ${detailOf(incident)}`;
  }
};

/** Of a reminder whose words would be the same as those of its opening. Of others, numbers may have changed. */
const unchanged = ({ change, incident }: Change): string => {
  // What was listed after it was told has been told as unresponsive.
  const wasToldSo = incident.kind !== 'disappeared' || secondsBetween(incident.openedAt ?? '', incident.lastSeenAt) < 0;
  return change === 'reminder' && wasToldSo ? '; nothing has changed' : '';
};

const detailOf = ({ detail }: OfKind<'unreachable' | 'unauthorized'>): string =>
  foreignText(detail, maxDetailLength).replace(/\.$/, '');

type OfKind<Kind extends Incident['kind']> = Extract<Incident, { readonly kind: Kind }>;

const ageText = ({ heartbeatAgeSeconds: age }: OfKind<'unresponsive'>): string =>
  age === null ? '' : ` for ${durationText(age)}`;

const isOrAre = ({ subjects }: Incident): string => (subjects.length === 1 ? 'is' : 'are');
const wasOrWere = ({ subjects }: Incident): string => (subjects.length === 1 ? 'was' : 'were');

const brokenConnections = ({ subjects, links }: OfKind<'disconnected'>): string => {
  const others = new Set(links.flatMap(({ observer, peer }) => [observer, peer]));
  for (const subject of subjects) others.delete(subject);
  if (others.size > 0) return `not connected to ${counted(others.size, 'other instance')}`;
  return subjects.length > 2 ? 'not all connected to each other' : 'not connected to each other';
};

const atStart = ({ instances: [process] }: Change, at: Timestamp): string => {
  const caveat = memoryCaveat(process?.nodeVersion ?? null);
  const time = process?.startedAt ? `at ${timeText(process.startedAt, at)}` : 'at a time not known';
  return `when it started ${time}${caveat === null ? '' : ` (${caveat})`}`;
};
