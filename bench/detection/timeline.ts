import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { Observation } from '../../core/observation/observation.ts';
import type { Check, Course } from './course.ts';
import type { Detector } from './detectors/detector.ts';
import { clockText, describeSent } from './judge.ts';

/** One run as a person would follow it: what happened, and what each check saw, knew and told. */
export function timeline(course: Course, detector: Detector): readonly string[] {
  return course.checks.flatMap((check) => {
    const told = detector.see(check.observation, check.takenAt);
    return [
      ...check.happened.map((what) => `        ~ ${what}`),
      `${clockText(check.seenAtSeconds).padStart(6)}  ${saw(check, course)}`,
      ...detector.describe(course.nameOf).map((line) => `          ${line}`),
      ...told.map((one) => `     >>>  ${describeSent(one, check.seenAtSeconds, course)}`),
    ];
  });
}

function saw({ observation, takenAt }: Check, { nameOf }: Course): string {
  if (observation.outcome !== 'ok') return `failed: ${observation.outcome}`;
  const listed = entriesOf(observation, takenAt, nameOf);
  const observer = observation.observer === null ? 'nobody' : nameOf(observation.observer);
  return `${observer} answered: ${listed === '' ? 'nobody is listed' : listed}`;
}

/** `b 40 s, cut off`: each entry with its heartbeat's age by our clock. */
const entriesOf = (
  observation: Extract<Observation, { outcome: 'ok' }>,
  takenAt: Timestamp,
  nameOf: Course['nameOf'],
): string =>
  observation.instances
    .map(({ id, heartbeatAt, connected }) => {
      const age = heartbeatAt === null ? '?' : Math.round(secondsBetween(heartbeatAt, takenAt));
      return `${nameOf(id)} ${age} s${connected === false ? ' cut off' : ''}`;
    })
    .join(', ');
