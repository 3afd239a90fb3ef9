import { secondsBetween } from '../../core/base/time.ts';
import { failureKinds } from '../../core/observation/failure.ts';
import { durationText } from '../../core/text/duration-text.ts';
import { dayAndTimeText } from '../../core/text/time-text.ts';
import {
  allHealthyPercent,
  answeredPercent,
  availabilityOf,
  availabilityText,
} from '../../core/timeline/availability.ts';
import type { IncidentSpan, Lane, Timeline } from '../../core/timeline/model.ts';
import { type Cell, tableLines } from '../output/table.ts';

/** More than a person reads; the earliest incidents and the instances that were best are left out. */
const maxRows = 50;

/** The figures of a time, as the report has them, for a person. */
export function summaryLines(timeline: Timeline, columns: number): readonly string[] {
  const { judged, alerts, omittedAlerts, incidents, omittedIncidents } = timeline;
  const facts = [
    ['time', `${dayAndTimeText(timeline.from)} to ${dayAndTimeText(timeline.to)}`],
    ['checks', checksText(timeline)],
    ['answered', availabilityText(answeredPercent(timeline))],
    ['all healthy', `${availabilityText(allHealthyPercent(judged))} of the time seen`],
    ['no data', noDataText(timeline)],
    ['alerts', String(alerts.length + omittedAlerts)],
    ['incidents', String(incidents.length + omittedIncidents)],
  ];
  return [
    ...table(facts, columns),
    '',
    ...table([['INSTANCE', 'HEALTHY'], ...lanesByTrouble(timeline).map(laneRow)], columns),
    ...(incidents.length === 0
      ? []
      : [
          '',
          ...table(
            [
              ['INCIDENT', 'SINCE', 'LASTED', 'SUMMARY'],
              ...incidents.slice(-maxRows).map((span) => incidentRow(span, timeline)),
            ],
            columns,
          ),
        ]),
  ];
}

const table = (rows: ReadonlyArray<readonly string[]>, columns: number): string[] =>
  tableLines(
    rows.map((row) => row.map((text): Cell => ({ text }))),
    columns,
  );

const checksText = ({ checks, failedChecks, failures }: Timeline): string => {
  const kinds = failureKinds.flatMap((kind) => {
    const { [kind]: times } = failures;
    return times === undefined ? [] : [`${kind} ${times}`];
  });
  return `${checks}${failedChecks === 0 ? ', none failed' : `, ${failedChecks} failed (${kinds.join(', ')})`}`;
};

const noDataText = ({ judged: { unseenSeconds, uncheckedSeconds } }: Timeline): string =>
  unseenSeconds + uncheckedSeconds < 1
    ? 'none'
    : `${durationText(Math.round(unseenSeconds))} not seen, ${durationText(Math.round(uncheckedSeconds))} not checked`;

const lanesByTrouble = ({ lanes }: Timeline): readonly Lane[] =>
  [...lanes]
    .sort(
      (a, b) =>
        (availabilityOf(a) ?? 101) - (availabilityOf(b) ?? 101) ||
        a.name.localeCompare(b.name, 'en', { numeric: true }),
    )
    .slice(0, maxRows);

const laneRow = (lane: Lane): readonly string[] => {
  const count = lane.processes.length + lane.omittedProcesses;
  return [lane.name, `${availabilityText(availabilityOf(lane))}${count > 1 ? `, ${count} processes` : ''}`];
};

const incidentRow = ({ kind, since, endedAt, summary }: IncidentSpan, { to }: Timeline): readonly string[] => [
  kind,
  dayAndTimeText(since),
  `${durationText(Math.round(secondsBetween(since, endedAt ?? to)))}${endedAt === null ? ' so far' : ''}`,
  summary,
];
