import { durationText } from '../../core/text/duration-text.ts';
import { stretchText, type ZoneName } from './clock.ts';
import type { DataRun, TimelineData } from './data.ts';
import { momentOf } from './state.ts';

/** `unresponsive: 21 Nov 13:00–13:05 (5 min)` */
export function runText(
  data: TimelineData,
  [from, to, state, mixed]: DataRun,
  { states, zone, textOf }: { states: readonly string[]; zone: ZoneName; textOf: (state: string) => string },
): string {
  const when = `${stretchText(momentOf(data, from), momentOf(data, to), zone)} (${durationText(to - from)})`;
  if (mixed === undefined) return `${textOf(states[state] ?? '')}: ${when}`;
  const parts = [...states]
    .reverse()
    .filter((one) => (mixed[one] ?? 0) > 0)
    .map((one) => `${textOf(one)} for ${durationText(mixed[one] ?? 0)}`);
  return `${parts.join(', ')}: ${when}`;
}

/** `84 ms`, `1.4 s` */
export const latencyText = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** `512 MiB`, `1.4 GiB` */
export const memoryText = (bytes: number): string =>
  bytes < 1024 ** 3 ? `${Math.round(bytes / 1024 ** 2)} MiB` : `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
