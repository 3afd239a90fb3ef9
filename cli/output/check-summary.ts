import { counted } from '../../core/text/words.ts';
import { countStatuses } from '../../core/cluster/counts.ts';
import { isServing, statuses } from '../../core/cluster/known-instance.ts';
import { oneLine } from '../../core/text/one-line.ts';
import type { Terminal } from '../base/terminal.ts';
import { type CheckView, shownInstances } from './json-lines.ts';
import { gap, packed } from './packed.ts';

type Colors = Terminal['colors'];

/** A check in one line, or in as many as it needs in so many columns: when, how many of what, and what is wrong. */
export function checkSummary(view: CheckView, colors: Colors, columns = Infinity): string {
  const outcome = view.outcome === 'ok' ? countText(view) : colors.magenta(`could not see: ${view.outcome}`);
  const time = `${view.takenAt.slice(11, 19)} UTC${gap}`;
  const texts = [outcome, ...incidentTexts(view, colors), ...silenceTexts(view, colors)];
  return `${time}${packed(texts, columns - time.length).join(`\n${' '.repeat(time.length)}`)}`;
}

const maxReasonLength = 40;

const silenceTexts = ({ silences = [] }: CheckView, { dim }: Colors): string[] =>
  silences.map(({ reason }) => dim(`silenced: ${oneLine(reason, maxReasonLength)}`));

/** `3 of 3 healthy`; `2 of 3 healthy, 1 missing`. A disconnected instance serves, and is healthy, as in alerts. */
export function countText({ health }: CheckView): string {
  const instances = shownInstances(health);
  if (instances.length === 0) return 'no instances listed';
  const counts = countStatuses(instances);
  const troubles = statuses.flatMap((status) => {
    const count = counts[status];
    return status === 'healthy' || count === undefined ? [] : [`${count} ${status}`];
  });
  const count = instances.filter(({ status }) => status !== 'replaced').length;
  const all = health.isMicroservices ? counted(count, 'ddp-streamer') : count;
  const hidden = health.isMicroservices ? ' (servers cannot be seen here)' : '';
  return `${[`${instances.filter(isServing).length} of ${all} healthy`, ...troubles].join(', ')}${hidden}`;
}

/** One for each kind and state, however many incidents there are. */
export function incidentTexts({ health }: Pick<CheckView, 'health'>, colors: Colors): string[] {
  const numbers = new Map<string, number>();
  for (const { kind, state } of health.incidents) {
    const text = state === 'open' ? colors.red(kind) : `${kind} (pending)`;
    numbers.set(text, (numbers.get(text) ?? 0) + 1);
  }
  return [...numbers].map(([text, number]) => (number === 1 ? text : `${number} × ${text}`));
}
