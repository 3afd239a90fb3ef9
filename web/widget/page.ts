import { durationText } from '../../core/text/duration-text.ts';
import { counted } from '../../core/text/words.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { allHealthyPercent, availabilityText } from '../../core/timeline/availability.ts';
import { colorsOfTheme, drawingStyle, narrowStyle } from '../drawing/theme.ts';
import { markup, Markup } from '../drawing/markup.ts';
import { patterns } from '../drawing/patterns.ts';
import { drawTimeline } from '../drawing/timeline.ts';
import { momentText, TimeScale } from '../drawing/time-axis.ts';
import type { IncidentSpan } from '../../core/timeline/incidents.ts';
import type { WidgetRequest } from './event.ts';
import type { WidgetHistory } from './read-history.ts';

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

/** The open incidents and the timeline of a workspace. */
export const widgetPage = ({ timeline, sampledEverySeconds }: WidgetHistory, request: WidgetRequest): string => {
  const { judged, incidents, until, lastCheckAt } = timeline;
  const scale = new TimeScale(timeline.since, until, request.zone);
  const open = incidents.filter(({ endedAt }) => endedAt === null);
  const times = `${momentText(timeline.since, request.zone)} to ${momentText(until, request.zone)} ${request.zone.label}`;
  const last = lastCheckAt === null ? '' : ` Last check ${momentText(lastCheckAt, request.zone)}.`;
  const healthy = availabilityText(allHealthyPercent(judged));
  return page(
    request,
    markup`${patterns}
      <p><strong>${open.length === 0 ? 'No open incident' : counted(open.length, 'open incident')}</strong>
        <span class="rca-soft">${times}. All instances healthy for ${healthy} of the time seen.${last}</span></p>
      ${openList(open, until)}
      ${drawTimeline(timeline, scale)}
      ${sampledEverySeconds === null ? null : markup`<p class="rca-note">Of this long a time, one check every ${durationText(sampledEverySeconds)} is drawn: what came and went in between is not. For every check, zoom in, or run npm run -s alerter -- report.</p>`}`,
  );
};

const maxOpen = 10;

const openList = (open: readonly IncidentSpan[], until: Timestamp): Markup | null =>
  open.length === 0
    ? null
    : markup`<ul class="rca-incidents">${open
        .slice(0, maxOpen)
        .map(
          ({ kind, severity, summary, since }) =>
            markup`<li class="rca-${severity}"><strong>${kind}</strong> ${summary} <span class="rca-soft">for ${durationText(secondsBetween(since, until))}</span></li>`,
        )}${open.length > maxOpen ? markup`<li>and ${open.length - maxOpen} more</li>` : null}</ul>`;
