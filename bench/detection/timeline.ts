import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { Observation } from '../../core/observation/observation.ts';
import { type Check, type Course, play, type Variant } from './course.ts';
import type { Detector, SentMessage } from './detectors/detector.ts';
import { clockText, describeSent } from './judge.ts';
import type { Scenario } from './scenario.ts';

/** One run as a person would follow it: what happened, and what each check saw, knew and sent. */
export function timeline(scenario: Scenario, variant: Variant, detector: Detector): readonly string[] {
  const made: Array<{ readonly sent: readonly SentMessage[]; readonly known: (course: Course) => readonly string[] }> =
    [];
  const course = play(scenario, variant, (check) => {
    const sent = detector.see(check);
    const lines = detector.describe((id) => `<${id}>`);
    made.push({ sent, known: ({ nameOf }) => lines.map((line) => named(line, nameOf)) });
    return detector.opensAt;
  });
  return course.checks.flatMap((check, index) => [
    ...check.happened.map((what) => `        ~ ${what}`),
    `${clockText(check.seenAtSeconds).padStart(6)}  ${check.isRecheck ? '(again) ' : ''}${saw(check, course)}`,
    ...(made[index]?.known(course) ?? []).map((line) => `          ${line}`),
    ...(made[index]?.sent ?? []).map((one) => `     >>>  ${describeSent(one, check.seenAtSeconds, course)}`),
  ]);
}

/** Names are known once the run is over. */
const named = (line: string, nameOf: Course['nameOf']): string =>
  line.replace(/<([^<>]+)>/g, (_, id: string) => nameOf(id));

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
