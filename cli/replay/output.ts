import { stripVTControlCharacters } from 'node:util';
import { durationText } from '../../core/text/duration-text.ts';
import { counted, listed } from '../../core/text/words.ts';
import { wrap } from '../../core/text/wrap.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { type Cell, tableLines } from '../output/table.ts';
import type { Terminal } from '../base/terminal.ts';
import { type Comparison, type Verdict, verdicts } from '../../core/replay/comparison.ts';
import type { SentIncident } from '../../core/replay/sent-incidents.ts';

/** What a replay has found. */
export interface Replay {
  readonly workspace: string;
  readonly since: Timestamp;
  readonly until: Timestamp;
  /** Where the rules come from. */
  readonly rules: string;
  readonly checks: number;
  /** Checks that could not be judged anew. */
  readonly unjudged: number;
  readonly sentAlerts: number;
  readonly replayedAlerts: number;
  readonly comparisons: readonly Comparison[];
}

const maxNames = 2;
const nothing = '-';

/** Side by side, for a person. */
export function replayTable(replay: Replay, { colors, columns }: Pick<Terminal, 'colors' | 'columns'>): string[] {
  const heading = ['INCIDENT', 'SENT', 'REPLAYED', ''].map((text): Cell => ({ text, paint: colors.dim }));
  const paint: Readonly<Record<Verdict, (text: string) => string>> = {
    same: colors.dim,
    sooner: colors.yellow,
    later: colors.cyan,
    spared: colors.green,
    new: colors.red,
  };
  const rows = replay.comparisons.map((comparison): Cell[] => [
    { text: incidentText(comparison) },
    { text: sentText(comparison.sent) },
    { text: sentText(comparison.replayed) },
    { text: verdictText(comparison), paint: paint[comparison.verdict] },
  ]);
  const table = tableLines([heading, ...rows]);
  const isWide = table.some((line) => stripVTControlCharacters(line).length > columns);
  return [
    ...(rows.length === 0
      ? []
      : [...(isWide ? replay.comparisons.flatMap((one) => blockOf(one, columns)) : table), '']),
    `${counted(replay.sentAlerts, 'alert')} sent, ${counted(replay.replayedAlerts, 'alert')} with these rules.`,
    summaryText(replay.comparisons),
  ];
}

/** An incident in a terminal that is too narrow for a table. */
const blockOf = (comparison: Comparison, columns: number): readonly string[] =>
  [
    `${incidentText(comparison)}: ${verdictText(comparison)}`,
    `  sent: ${sentText(comparison.sent)}`,
    `  replayed: ${sentText(comparison.replayed)}`,
  ].flatMap((line) => wrap(line, columns, '    ').split('\n'));

const incidentText = ({ sent, replayed }: Comparison): string => {
  const incident = sent ?? replayed;
  return [incident.kind, listed(incident.names, maxNames)].filter((part) => part !== '').join(' ');
};

/** `11-21 19:27 to 19:40, replaced`; `11-21 19:27, goes on` */
function sentText(incident: SentIncident | null): string {
  if (incident === null) return nothing;
  const { openedAt, endedAt, reason, reminders } = incident;
  const again = reminders === 0 ? '' : `, ${counted(reminders, 'reminder')}`;
  if (endedAt === null) return `${dayText(openedAt)}, goes on${again}`;
  const isSameDay = openedAt.slice(0, 10) === endedAt.slice(0, 10);
  return `${dayText(openedAt)} to ${isSameDay ? endedAt.slice(11, 16) : dayText(endedAt)}, ${reason ?? ''}${again}`;
}

const dayText = (time: Timestamp): string => `${time.slice(5, 10)} ${time.slice(11, 16)}`;

function verdictText({ verdict, laterBySeconds }: Comparison): string {
  if (verdict === 'spared') return 'not sent';
  if (laterBySeconds === null || verdict === 'same') return verdict;
  return `${durationText(Math.abs(laterBySeconds))} ${verdict}`;
}

function summaryText(comparisons: readonly Comparison[]): string {
  const parts = verdicts.flatMap((verdict) => {
    const count = comparisons.filter((one) => one.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${summaryWords[verdict]}`];
  });
  if (comparisons.length === 0) return 'No incident was sent, and none would have been.';
  return `Of ${counted(comparisons.length, 'incident')}: ${parts.join(', ')}.`;
}

const summaryWords: Readonly<Record<Verdict, string>> = {
  same: 'sent at the same check',
  sooner: 'sent sooner',
  later: 'sent later',
  spared: 'not sent',
  new: 'sent only with these rules',
};

/** A line for each incident, and one for the whole. */
export function replayLines({ comparisons, ...replay }: Replay): string[] {
  return [
    ...comparisons.map(({ sent, replayed, verdict, laterBySeconds }) =>
      JSON.stringify({
        type: 'incident',
        kind: (sent ?? replayed).kind,
        subjects: (sent ?? replayed).subjects,
        names: (sent ?? replayed).names,
        verdict,
        laterBySeconds,
        sent: sent && jsonOf(sent),
        replayed: replayed && jsonOf(replayed),
      }),
    ),
    JSON.stringify({ type: 'replay', ...replay }),
  ];
}

const jsonOf = ({ id, kind, openedAt, endedAt, reason, reminders }: SentIncident) => ({
  incident: id,
  kind,
  openedAt,
  endedAt,
  reason,
  reminders,
});
