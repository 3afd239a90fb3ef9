import { durationText } from '../../core/text/duration-text.ts';
import { counted, listed } from '../../core/text/words.ts';
import { shortName } from '../../core/cluster/instance-name.ts';
import { secondsBetween } from '../../core/base/time.ts';
import { allHealthyPercent, answeredPercent, availabilityText } from '../../core/timeline/availability.ts';
import { colorsOfTheme, drawingStyle, narrowStyle } from '../drawing/theme.ts';
import { markup, Markup } from '../drawing/markup.ts';
import { patterns } from '../drawing/patterns.ts';
import { drawTimeline } from '../drawing/timeline.ts';
import { momentText, TimeScale } from '../drawing/time-axis.ts';
import type { LoadedTimeline } from '../../adapters/dynamodb/rollups-timeline.ts';
import type { IncidentSpan, Timeline } from '../../core/timeline/model.ts';
import type { WidgetRequest } from './event.ts';

type PageStyle = Pick<WidgetRequest, 'theme' | 'width'>;

const narrowPixels = 640;

/** Without script, frame or `<use>`: a dashboard takes them out. */
const page = ({ theme, width }: PageStyle, content: Markup): string => {
  const style = `${colorsOfTheme(theme)}${drawingStyle}${width < narrowPixels ? narrowStyle : ''}${widgetStyle}`;
  return markup`${new Markup(`<style>${style}</style>`)}<div class="rca">${content}</div>`.text;
};

const widgetStyle = `
.rca{font-size:14px;padding:2px 4px}
.rca p{margin:0 0 .6rem}
.rca-soft,.rca-note{color:var(--rca-soft);font-size:.85em}
.rca-incidents{margin:0 0 .8rem;padding:0;list-style:none}
.rca-incidents li{padding:.3rem .7rem;margin:.3rem 0;border-left:4px solid var(--rca-unresponsive);background:var(--rca-faint)}
.rca-incidents .rca-critical{border-color:var(--rca-missing)}
`;

/** One line in place of a drawing. */
export const messagePage = (text: string, style: PageStyle): string =>
  page(style, markup`<p role="status">${text}</p>`);

/** What is to be known first, the open incidents, and the timeline of a workspace: all times by the dashboard's clock. */
export const widgetPage = ({ timeline, isCut }: LoadedTimeline, request: WidgetRequest): string => {
  const { incidents, from, to } = timeline;
  const scale = new TimeScale(from, to, request.zone);
  const open = incidents.filter(({ resolvedAt }) => resolvedAt === null);
  return page(
    request,
    markup`${patterns}
      <p><strong>${open.length === 0 ? 'No open incident' : counted(open.length, 'open incident')}</strong>
        <span class="rca-soft">${factsIn(timeline, request)}</span></p>
      ${isCut ? markup`<p class="rca-note">${cutNote(timeline, request)}</p>` : null}
      ${openList(open, timeline, request)}
      ${drawTimeline(timeline, scale)}`,
  );
};

const factsIn = (timeline: Timeline, { zone }: WidgetRequest): string => {
  const { from, to, current, judged } = timeline;
  const healthy = availabilityText(allHealthyPercent(judged));
  const answered = availabilityText(answeredPercent(timeline));
  const last = current === null ? '' : ` Last check ${momentText(current.takenAt, zone)}.`;
  return `${momentText(from, zone)} to ${momentText(to, zone)} ${zone.label}. All instances healthy for ${healthy} of the time seen; ${answered} of ${counted(timeline.checks, 'check')} answered.${last}`;
};

const cutNote = ({ from }: Timeline, { zone }: WidgetRequest): string =>
  `Drawn from ${momentText(from, zone)} ${zone.label} on: checks before that are not rolled up yet. Each refresh rolls up some more; the command report does all at once.`;

const maxOpen = 10;
const maxNames = 3;

const openList = (open: readonly IncidentSpan[], timeline: Timeline, { zone }: WidgetRequest): Markup | null => {
  if (open.length === 0) return null;
  const names = new Map(
    timeline.lanes.flatMap(({ processes }) => processes.map(({ id, name }) => [id, name] as const)),
  );
  const entries = open.slice(0, maxOpen).map(({ kind, severity, subjects, since, endedAt }) => {
    const who = listed(
      subjects.map((id) => names.get(id) ?? shortName(id)),
      maxNames,
    );
    const lasted = durationText(Math.round(secondsBetween(since, endedAt ?? timeline.to)));
    const state = endedAt === null ? `for ${lasted}` : `for ${lasted}, well since ${momentText(endedAt, zone)}`;
    return markup`<li class="rca-${severity}"><strong>${kind}</strong> ${who} <span class="rca-soft">since ${momentText(since, zone)}, ${state}</span></li>`;
  });
  return markup`<ul class="rca-incidents">${entries}${open.length > maxOpen ? markup`<li>and ${open.length - maxOpen} more</li>` : null}</ul>`;
};
