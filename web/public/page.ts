import { durationText } from '../../core/text/duration-text.ts';
import type { IncidentSpan, Lane, Timeline } from '../../core/timeline/model.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { markup, type Markup } from '../drawing/markup.ts';
import { laneRow } from '../drawing/lanes.ts';
import { momentText, stretchText, TimeScale, utc } from '../drawing/time-axis.ts';
import { uptimeSection } from '../status/uptime.ts';
import { publicDocument } from './frame.ts';
import { maxQuietSeconds, standingOf } from './standing.ts';
import { publicIncidents, type PublicText } from './texts.ts';

interface PublicOptions {
  /** What it is called there. */
  readonly title: string;
  readonly madeAt: Timestamp;
  /** After so many seconds without a check, nobody knows how it stands. */
  readonly maxQuiet?: number;
  /** Where the list of all workspaces is. @default there is none */
  readonly overview?: string | null;
}

/** A status page for people who do not run the workspace: it names no address, no process and no text of an alert. */
export function publicPage(
  timeline: Timeline,
  { title, madeAt, maxQuiet = maxQuietSeconds, overview = null }: PublicOptions,
): string {
  const { current } = timeline;
  return publicDocument({
    title,
    madeAt,
    standing: standingOf(timeline, madeAt, maxQuiet),
    note: current === null ? 'no check yet' : `checked ${momentText(current.takenAt, utc)} UTC`,
    overview,
    main: sections(timeline),
  });
}

const sections = (timeline: Timeline): Markup => {
  const { from, to, lanes } = timeline;
  const scale = new TimeScale(from, to, utc);
  return markup`${uptimeSection(timeline)}
    <section aria-labelledby="instances">
      <h2 id="instances">Instances</h2>
      <ul class="rca-rows">
        ${[...lanes].sort(bySeniority).map((lane, index) => instanceRow(lane, index + 1, scale))}
      </ul>
      <p class="soft">${stretchText(from, to, utc)} UTC</p>
    </section>
    <section aria-labelledby="incidents">
      <h2 id="incidents">Incidents</h2>
      ${incidentList(timeline)}
    </section>`;
};

/** By the process that was there first: the same instance keeps its number from page to page. */
const bySeniority = (a: Lane, b: Lane): number => firstOf(a).localeCompare(firstOf(b));
const firstOf = ({ processes }: Lane): string => processes[0]?.startedAt ?? processes[0]?.firstSeenAt ?? '';

/** Drawn as in the report, as somebody who has a number in place of a name, and no processes. */
const instanceRow = (lane: Lane, number: number, scale: TimeScale): Markup =>
  laneRow({ ...lane, name: `Instance ${number}`, processes: [], omittedProcesses: 0 }, scale);

const maxIncidents = 30;

const incidentList = ({ incidents, to }: Timeline): Markup => {
  const shown = publicIncidents(incidents).toReversed().slice(0, maxIncidents);
  if (shown.length === 0) return markup`<p class="quiet">No incidents.</p>`;
  return markup`<ul class="open">${shown.map(([incident, text]) => incidentItem(incident, text, to))}</ul>`;
};

const incidentItem = ({ severity, since, endedAt }: IncidentSpan, text: PublicText, to: Timestamp): Markup => {
  const lasted = durationText(Math.round(secondsBetween(since, endedAt ?? to)));
  const when =
    endedAt === null ? `since ${momentText(since, utc)}, ${lasted}` : `${stretchText(since, endedAt, utc)}, ${lasted}`;
  return markup`<li class="${severity}"><strong>${endedAt === null ? text.now : text.past}</strong> <span class="soft">${when}</span></li>`;
};
