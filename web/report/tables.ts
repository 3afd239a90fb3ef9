import { durationText } from '../../core/text/duration-text.ts';
import { percentText } from '../../core/text/words.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { markup, type Markup } from '../drawing/markup.ts';
import { runText } from '../drawing/lanes.ts';
import { percent } from '../drawing/shapes.ts';
import { laneSaid } from '../drawing/states.ts';
import { momentText, type Zone } from '../drawing/time-axis.ts';
import { availabilityOf, availabilityText, judgedSeconds } from '../../core/timeline/availability.ts';
import { acknowledgedText } from '../../core/alerts/acknowledged-text.ts';
import type { IncidentSpan, Lane, LaneProcess, Timeline } from '../../core/timeline/model.ts';
import { type Cell, longTable, moment } from './table.ts';

export const incidentsTable = ({ incidents, to, omittedIncidents }: Timeline, zone: Zone): Markup => {
  if (incidents.length === 0) return markup`<p class="quiet">No incidents.</p>`;
  const rows = [...incidents].reverse().map((incident) => incidentRow(incident, to, zone));
  return markup`${longTable('Incidents, the latest first', ['What', 'Since', 'Until', 'Lasted', 'Summary'], rows)}${omitted(omittedIncidents, 'earlier incidents')}`;
};

const incidentRow = (
  { kind, severity, since, endedAt, resolvedAt, reason, summary, acknowledged }: IncidentSpan,
  until: Timestamp,
  zone: Zone,
): Cell[] => [
  markup`<span class="badge ${severity}">${kind}</span>`,
  moment(since, momentText(since, zone)),
  endedAt === null || resolvedAt === null
    ? markup`<strong>still open</strong>`
    : markup`${moment(endedAt, momentText(endedAt, zone))}${reason === null ? null : markup` <span class="soft">${reason}</span>`}`,
  durationText(Math.round(secondsBetween(since, endedAt ?? until))),
  acknowledged === undefined
    ? summary
    : markup`${summary} <span class="soft">${acknowledgedText(acknowledged, (at) => momentText(at, zone))}</span>`,
];

export const alertsTable = ({ alerts, omittedAlerts }: Timeline, zone: Zone): Markup => {
  if (alerts.length === 0) return markup`<p class="quiet">None was sent.</p>`;
  const rows = [...alerts].reverse().map(({ takenAt, title, summaries, omittedSummaries, deliveredAt }): Cell[] => [
    moment(takenAt, momentText(takenAt, zone)),
    markup`<strong>${title}</strong>
      <ul class="plain">
        ${summaries.map((summary) => markup`<li>${summary}</li>`)}${omittedSummaries === 0 ? null : markup`<li>and ${omittedSummaries} more</li>`}
      </ul>`,
    deliveredAt === null
      ? markup`<strong>not yet</strong>`
      : markup`<time datetime="${deliveredAt}">${delayText(secondsBetween(takenAt, deliveredAt))}</time>`,
  ]);
  return markup`${longTable('Alerts, the latest first', ['Check', 'Message', 'Delivered'], rows)}${omitted(omittedAlerts, 'earlier alerts')}`;
};

const delayText = (seconds: number): string => (seconds < 1 ? 'at once' : `after ${durationText(seconds)}`);

export const availabilityTable = ({ lanes }: Timeline): Markup => {
  const shown = byTrouble(lanes).slice(0, maxRows);
  const rows = shown.map((lane): Cell[] => [
    lane.name,
    markup`<strong>${availabilityText(availabilityOf(lane))}</strong>`,
    ...(['disconnected', 'unresponsive', 'missing', 'unknown', 'unseen'] as const).map((state) =>
      secondsText(lane.seconds[state]),
    ),
    durationText(judgedSeconds(lane)),
  ]);
  const headings = ['Instance', 'Healthy', 'Disconnected', 'Unresponsive', 'Missing', 'Not seen', 'Judged'];
  return markup`${longTable('How each instance was, those with the most trouble first', headings, rows)}${omitted(lanes.length - shown.length, 'more instances, of less trouble,')}`;
};

const secondsText = (seconds = 0): string => (seconds === 0 ? '–' : durationText(seconds));

const byTrouble = (lanes: readonly Lane[]): Lane[] =>
  [...lanes].sort(
    (a, b) =>
      (availabilityOf(a) ?? 101) - (availabilityOf(b) ?? 101) || a.name.localeCompare(b.name, 'en', { numeric: true }),
  );

const maxRows = 300;

/** Each process, and the memory it found. */
export const processesTable = ({ lanes }: Timeline, zone: Zone): Markup => {
  const processes = lanes
    .flatMap((lane) => lane.processes)
    .sort(
      (a, b) =>
        Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt) || a.name.localeCompare(b.name, 'en', { numeric: true }),
    );
  const left = processes.length - maxRows + lanes.reduce((sum, { omittedProcesses }) => sum + omittedProcesses, 0);
  const rows = processes
    .slice(0, maxRows)
    .map((process): Cell[] => [
      markup`${process.name}<br /><code>${process.id.slice(0, 8)}</code>`,
      process.startedAt === null ? '–' : moment(process.startedAt, momentText(process.startedAt, zone)),
      markup`${laneSaid[process.status].label}<br><span class="soft">last listed ${momentText(process.lastSeenAt, zone)}</span>`,
      memoryCell(process),
      process.nodeVersion ?? '–',
    ]);
  return markup`${longTable('Processes, those seen last first', ['Process', 'Started', 'Last known', 'Memory free at its start', 'Node'], rows)}${omitted(left, 'earlier processes')}`;
};

const memoryCell = ({ freeMemoryPercent, freeMemoryBytes, totalMemoryBytes }: LaneProcess): Cell => {
  if (freeMemoryPercent === null || freeMemoryBytes === null || totalMemoryBytes === null) return '–';
  const looks = freeMemoryPercent < 10 ? 'rca-trouble' : 'rca-healthy';
  return markup`<svg class="bar" height="8" aria-hidden="true">
      <rect class="rca-ground" width="100%" height="8" rx="2" />
      <rect class="${looks}" width="${percent(freeMemoryPercent)}" height="8" rx="2" /></svg
    >${percentText(freeMemoryPercent)}
    <span class="soft">${gibibytes(freeMemoryBytes)} of ${gibibytes(totalMemoryBytes)} GiB</span>`;
};

const gibibytes = (bytes: number): string => (bytes / 1024 ** 3).toFixed(1);

/** The timeline in words: every time an instance was not healthy. */
export const troublesTable = ({ lanes }: Timeline, zone: Zone): Markup => {
  const troubles = lanes
    .flatMap((lane) => lane.runs.filter(({ state }) => state !== 'healthy').map((run) => ({ lane, run })))
    .sort((a, b) => (a.run.from < b.run.from ? 1 : a.run.from > b.run.from ? -1 : 0));
  if (troubles.length === 0) return markup`<p class="quiet">Each instance was healthy whenever it was seen.</p>`;
  const rows = troubles
    .slice(0, maxRows)
    .map(({ lane, run }): Cell[] => [
      lane.name,
      runText(run),
      moment(run.from, momentText(run.from, zone)),
      moment(run.to, momentText(run.to, zone)),
      durationText(secondsBetween(run.from, run.to)),
    ]);
  return markup`${longTable('Times at which an instance was not seen healthy, the latest first', ['Instance', 'Was', 'From', 'Until', 'Lasted'], rows)}${omitted(troubles.length - maxRows, 'earlier ones')}`;
};

const omitted = (count: number, what: string): Markup | null =>
  count > 0 ? markup`<p class="soft">${count} ${what} not shown.</p>` : null;
