import { nameOf } from '../../core/cluster/instance-name.ts';
import { summaryOf } from '../../core/alerts/headlines.ts';
import { unknownOrigin } from '../../core/alerts/origin.ts';
import { contextOf } from '../../core/alerts/text-context.ts';
import { dayAndTimeText, timeText } from '../../core/text/time-text.ts';
import { counted, listed } from '../../core/text/words.ts';
import { wrap } from '../../core/text/wrap.ts';
import type { Timestamp } from '../../core/base/time.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { countText } from '../output/check-summary.ts';
import { lineWidth } from '../output/line-width.ts';
import { tableLines } from '../output/table.ts';
import type { ChosenRules } from '../input/rules-of.ts';
import type { Terminal } from '../base/terminal.ts';
import { clocksAt } from './clocks.ts';
import { pairingsAt, whyStatus } from './instances.ts';
import type { Verdict } from './verdict.ts';

/** Why there was, or was not, an alert at a check, for a person. */
export function explanation(
  verdict: Verdict,
  chosen: ChosenRules,
  { colors, columns }: Pick<Terminal, 'colors' | 'columns'>,
): string[] {
  const { check, before } = verdict;
  const width = lineWidth(columns);
  const part = (heading: string, lines: readonly string[], nothing: string): string[] => [
    '',
    colors.bold(heading),
    ...(lines.length === 0 ? [`  ${nothing}`] : lines.flatMap((line) => item(line, width))),
  ];
  return [
    ...sentences(`${check.workspace}  check of ${dayAndTimeText(check.takenAt)}  rules: ${chosen.source}`, width).map(
      colors.bold,
    ),
    ...sentences(inShort(verdict), width),
    ...agreement(verdict, chosen).flatMap((line) => sentences(line, width)),
    '',
    colors.bold('What it saw'),
    ...sentences(seen(check), width - 2).map((line) => `  ${line}`),
    ...tableLines(instanceRows(check, chosen), Math.min(columns, width) - 2).map((line) => `  ${line}`),
    ...part('Clocks of the rules', clocksAt(verdict, chosen.rules), 'No rule is broken.'),
    ...part('Replacements', pairingsAt(check, before, chosen.rules), 'No instance went, and none came.'),
    ...part('Silences', silences(check), 'None was in force.'),
    ...part('Delivery', delivery(check), 'Nothing to deliver.'),
  ];
}

const sentences = (text: string, width: number): string[] => wrap(text, width, '').split('\n');
const item = (text: string, width: number): string[] =>
  `- ${wrap(text, width - 4, '  ')}`.split('\n').map((line) => `  ${line}`);

/** The answer, before the reasons. */
function inShort({ check, opensAt, heldBack }: Verdict): string {
  const { alert, health, observedAt } = check;
  const time = (at: Timestamp): string => timeText(at, observedAt);
  if (alert !== null) {
    const what = alert.changes.map(
      (change) => `${change.change}: ${summaryOf(change, contextOf(alert, unknownOrigin))}`,
    );
    return `An alert (${alert.severity}): ${listed(what, 3)}.`;
  }
  const reasons = health.incidents.map(({ id, kind, state, toldAt, mendedAt }) => {
    if (state === 'pending') {
      const opens = opensAt.get(id) ?? null;
      return `${kind} is pending${opens === null ? '' : ` and opens ${time(opens)} unless it ends before`}`;
    }
    if (toldAt === null) return heldBack.has(id) ? `a silence mutes ${kind}` : `${kind} waits to be sent`;
    return `${kind} was sent ${time(toldAt)} and ${mendedAt === undefined ? 'is still open' : 'is not over yet'}`;
  });
  return `No alert: ${reasons.length === 0 ? 'no rule is broken' : reasons.join('; ')}.`;
}

/** Whether the rules at hand are those that decided, as far as that shows. */
function agreement({ agrees, alert, check }: Verdict, { source }: ChosenRules): string[] {
  if (agrees === true) return [];
  if (agrees === null) {
    return ['It cannot be judged again: the check before it, or what it saw, is no longer kept.'];
  }
  const sent =
    alert === null
      ? 'no alert'
      : `an alert (${listed(
          alert.changes.map(({ change, incident }) => `${change} ${incident.kind}`),
          3,
        )})`;
  const recorded = check.alert === null ? 'none' : 'one';
  return [
    `Judged again by these rules (${source}), the result differs: ${sent}, where ${recorded} was recorded. Other rules were in force then: name their file with --config. What follows is what was recorded.`,
  ];
}

function seen(check: Snapshot): string {
  const { outcome, failure, observer, health, latencyMilliseconds } = check;
  const took = `${latencyMilliseconds} ms`;
  if (outcome !== 'ok') {
    const known = health.seenAt === null ? '' : ' What was known of the instances stays as it was:';
    return `Nothing (${outcome}, ${took}): ${oneLine(failure?.detail ?? '', 200)}.${known}`;
  }
  const answerer = health.instances.find(({ id }) => id === observer);
  const by = answerer === undefined ? 'no instance says that it answered' : `answered by ${nameOf(answerer)}`;
  const empty =
    health.emptySince === check.observedAt
      ? ' The list was empty, though the process that answered should be in it: an answer that counts as failed if the next is empty, too.'
      : '';
  return `${countText(check)} (${took}, ${by}).${empty}`;
}

const instanceRows = (check: Snapshot, { rules }: ChosenRules) =>
  check.health.instances
    .filter(({ status, listed: isListed }) => status !== 'replaced' || isListed)
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true }))
    .map((instance) => [
      { text: nameOf(instance) },
      { text: instance.status },
      { text: whyStatus(instance, check, rules) },
    ]);

const silences = ({ silences: held, takenAt }: Snapshot): string[] =>
  held.map(({ kinds, instance, from, until, reason }) => {
    const what = kinds === null ? 'everything' : listed(kinds, 8);
    const whom = instance === null ? '' : ` of ${oneLine(instance, 80)}`;
    return `From ${timeText(from, takenAt)} to ${timeText(until, takenAt)}, ${what}${whom}: ${oneLine(reason, 120)}`;
  });

function delivery({ alert, deliveredAt, takenAt, outbox }: Snapshot): string[] {
  const own =
    alert === null
      ? []
      : [
          deliveredAt === null
            ? 'This alert has not been delivered yet, as far as is known.'
            : `Delivered ${timeText(deliveredAt, takenAt)}.`,
        ];
  const others = outbox.filter((time) => time !== takenAt);
  const waiting = others.map((time) => timeText(time, takenAt));
  return [
    ...own,
    ...(others.length === 0
      ? []
      : [`After this check, ${counted(others.length, 'earlier alert')} still waited: of ${listed(waiting, 5)}.`]),
  ];
}
