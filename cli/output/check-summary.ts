import { counted } from '../../core/text/words.ts';
import { countStatuses } from '../../core/cluster/counts.ts';
import { statuses } from '../../core/cluster/known-instance.ts';
import { oneLine } from '../../core/text/one-line.ts';
import type { Terminal } from '../terminal.ts';
import { type CheckView, shownInstances } from './json-lines.ts';

type Colors = Terminal['colors'];

/** A check in one line: when, how many of what, and what is being watched. */
export function checkSummary(view: CheckView, colors: Colors): string {
  const outcome = view.outcome === 'ok' ? countText(view) : colors.magenta(`could not see: ${view.outcome}`);
  return [view.takenAt.slice(11, 19), outcome, ...incidentTexts(view, colors), ...silenceTexts(view, colors)].join(
    '  ',
  );
}

const maxReasonLength = 40;

const silenceTexts = ({ silences = [] }: CheckView, { dim }: Colors): string[] =>
  silences.map(({ reason }) => dim(`silenced: ${oneLine(reason, maxReasonLength)}`));

/** `3 instances, all healthy`; `3 instances: 2 healthy, 1 missing`. */
export function countText({ health }: CheckView): string {
  const instances = shownInstances(health);
  const counts = countStatuses(instances);
  const parts = statuses.flatMap((status) => {
    const count = counts[status];
    return count === undefined ? [] : [{ status, count }];
  });
  const [only, ...more] = parts;
  const what = health.isMicroservices ? 'ddp-streamer' : 'instance';
  const hidden = health.isMicroservices ? ' (servers cannot be seen here)' : '';
  if (only === undefined) return 'no instances listed';
  if (more.length > 0) {
    return `${counted(instances.length, what)}: ${parts.map(({ status, count }) => `${count} ${status}`).join(', ')}${hidden}`;
  }
  return `${only.count === 1 ? `1 ${only.status} ${what}` : `${only.count} ${what}s, all ${only.status}`}${hidden}`;
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
