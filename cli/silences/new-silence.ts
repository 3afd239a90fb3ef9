import { randomInt } from 'node:crypto';
import { nameOf } from '../../core/cluster/instance-name.ts';
import { matchesInstance } from '../../core/cluster/matches-instance.ts';
import { ruleOf } from '../../core/rules/registry.ts';
import { isUniqueHost } from '../../core/cluster/place.ts';
import type { Silence } from '../../core/incidents/silence.ts';
import type { KnownInstance } from '../../core/cluster/known-instance.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { durationSeconds } from '../../core/settings/duration.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { Problem } from '../base/problem.ts';

/** What a person wants to be silent. */
interface NewSilence {
  readonly kind?: readonly string[];
  readonly instance?: string;
  /** In seconds. */
  readonly for: number;
  readonly reason: string;
}

const [shortest, longest] = ['1m', '30d'];

/** What may be written for the length of a silence. */
export const silenceLengths = `a duration from ${shortest} to ${longest}, such as 30m or 2h`;

/** The length of a silence in seconds; null where the text is none, or too short or too long. */
export function silenceSecondsOf(text: string): number | null {
  const seconds = durationSeconds(text) ?? 0;
  return seconds >= (durationSeconds(shortest) ?? 0) && seconds <= (durationSeconds(longest) ?? 0) ? seconds : null;
}

const maxReasonLength = 200;

/** Why there is a silence, as it is kept; empty where nothing is said. */
export const silenceReasonOf = (text: string): string => oneLine(text, maxReasonLength);

/** Letters and digits that nobody takes for others. */
const idLetters = 'abcdefghjkmnpqrstuvwxyz23456789';
const idLength = 6;

const newId = (): string =>
  Array.from({ length: idLength }, () => idLetters[randomInt(idLetters.length)] ?? '').join('');

/** @throws Problem where it would hold nothing back */
export function newSilence(request: NewSilence, now: Timestamp): Silence {
  const { kind: kinds, instance, reason } = request;
  if (instance !== undefined) refuseUseless(instance.trim(), kinds ?? []);
  return {
    id: newId(),
    kinds: kinds === undefined ? null : [...new Set(kinds)],
    instance: instance?.trim() ?? null,
    from: now,
    until: plusSeconds(now, request.for),
    reason,
  };
}

function refuseUseless(instance: string, kinds: readonly string[]): void {
  if (!isUniqueHost(instance)) {
    throw new Problem(`--instance ${instance}: every instance is called that. Name it by its address or its id`);
  }
  const [kind] = kinds.filter((each) => ruleOf(each).isAboutWorkspace);
  if (kind !== undefined) {
    throw new Problem(`--kind ${kind} is about the whole workspace: leave out --instance, or that kind`);
  }
}

const maxNames = 10;

/** What to tell a person whose words for an instance fit none, or several; null where they fit one. */
export function remarkOnInstance(instance: string, known: readonly KnownInstance[]): string | null {
  const meant = known.filter((one) => matchesInstance(one, instance)).filter(({ replacedBy }) => replacedBy === null);
  if (meant.length === 1) return null;
  if (meant.length > 1) return `${instance} is what ${meant.length} instances are called: all of them are silenced`;
  const names = known.filter(({ listed }) => listed).map(nameOf);
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : '';
  const thereAre = names.length === 0 ? '' : ` The last check saw ${names.slice(0, maxNames).join(', ')}${more}.`;
  return `no instance is called ${instance} now; one that comes to be is silenced.${thereAre}`;
}
