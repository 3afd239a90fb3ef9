import { durationText } from '../../core/text/duration-text.ts';
import type { IncidentSpan, Lane, Timeline } from '../../core/timeline/model.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { markup, type Markup } from '../drawing/markup.ts';
import { patterns } from '../drawing/patterns.ts';
import { laneRow } from '../drawing/lanes.ts';
import { fullMomentText, momentText, stretchText, TimeScale, utc } from '../drawing/time-axis.ts';
import { documentPage, pageStyle, sourceOf } from '../script/document.ts';
import { uptimeSection } from '../status/uptime.ts';
import { standingOf } from './standing.ts';
import { publicIncidents, type PublicText } from './texts.ts';

interface PublicOptions {
  /** What it is called there. */
  readonly title: string;
  readonly madeAt: Timestamp;
}

/** A status page for people who do not run the workspace: it names no address, no process and no text of an alert. */
export function publicPage(timeline: Timeline, { title, madeAt }: PublicOptions): string {
  const style = pageStyle();
  const policy = `default-src 'none'; style-src ${sourceOf(style)}; base-uri 'none'; form-action 'none'`;
  return documentPage({ title: `${title}: status`, style, script: null, policy, body: body(timeline, title, madeAt) });
}

const body = (timeline: Timeline, title: string, madeAt: Timestamp): Markup => {
  const { level, text } = standingOf(timeline, madeAt);
  const { current, from, to, lanes } = timeline;
  const state = level === 'well' ? 'well' : level === 'down' ? 'critical' : 'warning';
  return markup`${patterns}
    <header>
      <p class="kicker">Status</p>
      <h1>${title}</h1>
      <div class="current">
        <p class="state ${state}"><i aria-hidden="true">${level === 'well' ? '✓' : '!'}</i><strong>${text}</strong>
          <span class="soft">${current === null ? 'no check yet' : `checked ${momentText(current.takenAt, utc)} UTC`}</span>
        </p>
      </div>
    </header>
    <main>
      ${uptimeSection(timeline)}
      <section aria-labelledby="instances">
        <h2 id="instances">Instances</h2>
        <ul class="rca-rows">
          ${[...lanes].sort(bySeniority).map((lane, index) => instanceRow(lane, index + 1, new TimeScale(from, to, utc)))}
        </ul>
        <p class="soft">${stretchText(from, to, utc)} UTC</p>
      </section>
      <section aria-labelledby="incidents">
        <h2 id="incidents">Incidents</h2>
        ${incidentList(timeline)}
      </section>
    </main>
    <footer><p>Made ${fullMomentText(madeAt, utc)} UTC. All times are UTC.</p></footer>`;
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
