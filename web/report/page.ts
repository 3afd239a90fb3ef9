import { durationText } from '../../core/text/duration-text.ts';
import { counted } from '../../core/text/words.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { timelineData } from '../client/timeline-data.ts';
import { drawCounts, drawLatency, drawMemory } from '../drawing/charts.ts';
import { markup, type Markup } from '../drawing/markup.ts';
import { patterns } from '../drawing/patterns.ts';
import { countedProcesses } from '../drawing/states.ts';
import { drawTimeline } from '../drawing/timeline.ts';
import { fullMomentText, momentText, TimeScale, utc } from '../drawing/time-axis.ts';
import { clientScript } from '../script/client-script.ts';
import { documentPage, inlineData, pageStyle, sourceOf } from '../script/document.ts';
import { uptimeSection } from '../status/uptime.ts';
import { allHealthyPercent, answeredPercent, availabilityText } from '../../core/timeline/availability.ts';
import type { Timeline } from '../../core/timeline/model.ts';
import { folded, moment } from './table.ts';
import { alertsTable, availabilityTable, incidentsTable, processesTable, troublesTable } from './tables.ts';

/** A report as one file that asks for nothing else: what may run and what it looks like is named by its hash. */
export async function reportPage(timeline: Timeline, madeAt: Timestamp): Promise<string> {
  const [style, script] = [pageStyle(), await clientScript()];
  const policy = `default-src 'none'; style-src ${sourceOf(style)}; script-src ${sourceOf(script)}; base-uri 'none'; form-action 'none'`;
  const title = `${timeline.workspace}: instances of Rocket.Chat`;
  return documentPage({ title, style, script, policy, body: body(timeline, madeAt) });
}

/** Where scripts run, the drawings and the list of incidents give way to those that can be moved; not on paper. */
const body = (timeline: Timeline, madeAt: Timestamp): Markup => {
  const { workspace, from, to, incidents, alerts, lanes } = timeline;
  const scale = new TimeScale(from, to, utc);
  const memory = drawMemory(timeline, scale);
  return markup`${patterns}
    <header>
      <p class="kicker">Instances of Rocket.Chat</p>
      <h1>${workspace}</h1>
      <p class="span">
        ${moment(from, fullMomentText(from, utc))} to ${moment(to, fullMomentText(to, utc))}
        <abbr title="Coordinated Universal Time">UTC</abbr>
      </p>
      ${standing(timeline)}
      <p class="lead">${lead(timeline)}</p>
    </header>
    <main>
      ${tiles(timeline)} ${uptimeSection(timeline)}
      <div id="live"></div>
      <section class="static" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        ${drawTimeline(timeline, scale)}
      </section>
      <section class="static" aria-labelledby="counts">
        <h2 id="counts">Instances and answers</h2>
        ${drawCounts(timeline, scale)} ${drawLatency(timeline, scale)}
        <p class="soft">
          Instances: solid, the minimum of healthy ones; pale, the maximum of listed ones. Response time: solid, p95;
          pale, the maximum. At the top, failed calls: as high as their share.
        </p>
      </section>
      ${memory === null ? null : memorySection(memory)}
      <section class="static" aria-labelledby="incidents">
        <h2 id="incidents">Incidents</h2>
        ${incidentsTable(timeline, utc)}
      </section>
      <section aria-labelledby="tables">
        <h2 id="tables">Tables</h2>
        ${alerts.length === 0 ? null : folded(`Alerts: ${alerts.length}`, alertsTable(timeline, utc), 'print')}
        ${folded(`Availability of ${counted(lanes.length, 'instance')}`, availabilityTable(timeline), 'print')}
        ${folded('Processes and memory', processesTable(timeline, utc))}
        ${incidents.length === 0 ? null : folded(`Incidents: ${incidents.length}`, incidentsTable(timeline, utc), 'screen')}
        ${folded('The timeline in words', troublesTable(timeline, utc))} ${folded('How to read this', explanation)}
      </section>
    </main>
    <footer>
      <p>
        Made ${moment(madeAt, fullMomentText(madeAt, utc))} UTC from ${counted(timeline.checks, 'check')} by the
        Rocket.Chat instance alerter.
      </p>
    </footer>
    ${inlineData('timeline-data', timelineData(timeline))}`;
};

/** How it stood at the end, and what was open. */
const standing = ({ current, incidents }: Timeline): Markup | null => {
  if (current === null) return null;
  const open = incidents.filter(({ resolvedAt }) => resolvedAt === null);
  const isWell = open.length === 0 && current.outcome === 'ok' && current.healthy === current.listed;
  const level = open.some(({ severity }) => severity === 'critical') ? 'critical' : isWell ? 'well' : 'warning';
  return markup`<div class="current">
    <p class="state ${level}">
      <i aria-hidden="true">${isWell ? '✓' : '!'}</i><strong>${current.healthy} of ${current.listed} healthy</strong>
      <span class="soft">at ${momentText(current.takenAt, utc)} UTC${current.outcome === 'ok' ? '' : `, as last seen: ${current.outcome}`}</span>
    </p>
    ${
      open.length === 0
        ? null
        : markup`<ul class="open">
            ${open.map(
              ({ kind, severity, summary, since }) =>
                markup`<li class="${severity}">
                  <span class="badge ${severity}">${kind}</span> ${summary}
                  <span class="soft">since ${momentText(since, utc)} UTC</span>
                </li>`,
            )}
          </ul>`
    }
  </div>`;
};

const memorySection = (memory: Markup): Markup =>
  markup`<section class="static memory" aria-labelledby="memory">
    <h2 id="memory">Memory usage (RSS)</h2>
    ${memory}
    <p class="soft">
      Resident memory as each process reports it: the maximum of each interval. All graphs have the same scale.
    </p>
  </section>`;

/** The whole of it in two or three sentences. */
const lead = (timeline: Timeline): string => {
  const { judged, incidents, from, to, current } = timeline;
  const open = incidents.filter(({ resolvedAt }) => resolvedAt === null).length;
  const quietSeconds = current === null ? 0 : secondsBetween(current.takenAt, to);
  if (timeline.checks === 0) return 'No checks in this period.';
  return [
    `Over ${durationText(secondsBetween(from, to))}, all instances were healthy for ${availabilityText(allHealthyPercent(judged))} of the time with successful checks.`,
    judged.unseenSeconds >= 1 ? `The workspace could not be seen for ${durationText(judged.unseenSeconds)}.` : '',
    judged.uncheckedSeconds >= 1 ? `No checks were made for ${durationText(judged.uncheckedSeconds)}.` : '',
    open === 0
      ? 'No incident is open at the end.'
      : `${counted(open, 'incident')} ${open === 1 ? 'is' : 'are'} open at the end.`,
    current !== null && quietSeconds > 43_200
      ? `The last check was made ${fullMomentText(current.takenAt, utc)} UTC.`
      : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
};

const tiles = ({
  judged,
  checks,
  failedChecks,
  incidents,
  omittedIncidents,
  alerts,
  omittedAlerts,
  lanes,
}: Timeline): Markup => {
  const waiting = alerts.filter(({ deliveredAt }) => deliveredAt === null).length;
  const open = incidents.filter(({ resolvedAt }) => resolvedAt === null).length;
  return markup`<dl class="tiles">
    ${tile('All instances healthy', availabilityText(allHealthyPercent(judged)), 'of the time with data')}
    ${tile('Workspace answered', availabilityText(answeredPercent({ checks, failedChecks })), `of ${counted(checks, 'check')}`)}
    ${tile('No data', withoutData(judged), 'excluded from availability')}
    ${tile('Incidents', String(incidents.length + omittedIncidents), open === 0 ? 'none open' : `${open} open`)}
    ${tile('Alerts', String(alerts.length + omittedAlerts), waiting === 0 ? 'all delivered' : `${waiting} not delivered yet`)}
    ${tile(
      'Instances',
      String(lanes.length),
      countedProcesses(lanes.reduce((sum, lane) => sum + lane.processes.length + lane.omittedProcesses, 0)),
    )}
  </dl>`;
};

const withoutData = ({ unseenSeconds, uncheckedSeconds }: Timeline['judged']): string => {
  const seconds = unseenSeconds + uncheckedSeconds;
  return seconds < 1 ? 'none' : durationText(seconds);
};

const tile = (name: string, value: string, about: string): Markup =>
  markup`<div>
    <dt>${name}</dt>
    <dd><strong>${value}</strong><span>${about}</span></dd>
  </div>`;

const explanation = markup`<dl class="words">
    <dt>Instance</dt>
    <dd>
      One line each. A replacement continues the line of the process before it; a small triangle marks the moment. A
      record that never had a fresh heartbeat has no line.
    </dd>
    <dt>Availability</dt>
    <dd>
      Healthy time divided by all time with data: healthy, disconnected, unresponsive or missing. The result of a check
      counts until the next one. Time without a successful check is excluded.
    </dd>
    <dt>All instances healthy</dt>
    <dd>
      The same for the workspace: the time in which every instance was healthy, divided by the time with data.
    </dd>
    <dt>Missing</dt>
    <dd>
      No longer listed, and not replaced. A process that was removed on purpose is missing as well, until
      <code>forgetAfter</code> has passed (a day by default).
    </dd>
    <dt>Memory</dt>
    <dd>The memory of the host at the start of the process; the list of instances never updates it. Current memory needs <code>probe</code>.</dd>
  </dl>`;
