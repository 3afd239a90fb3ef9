import { allHealthyPercent, availabilityText } from '../../core/timeline/availability.ts';
import type { Period, Timeline } from '../../core/timeline/model.ts';
import { uptimeOverview } from '../../core/timeline/uptime.ts';
import { markup, type Markup } from '../drawing/markup.ts';

const percentText = (period: Period | null): string =>
  period === null ? '–' : availabilityText(allHealthyPercent(period.judged));

/** How much of the last days went well: four figures, and a cell for each day. */
export const uptimeSection = (timeline: Pick<Timeline, 'uptime' | 'days' | 'to'>): Markup => {
  const { spans, days } = uptimeOverview(timeline);
  return markup`<section class="uptime" aria-labelledby="uptime">
    <h2 id="uptime">All instances healthy</h2>
    <dl class="spans">
      ${spans.map(
        ([name, period]) =>
          markup`<div>
            <dt>${name}</dt>
            <dd>${percentText(period)}</dd>
          </div>`,
      )}
    </dl>
    <ol class="days" aria-label="The last 90 days">
      ${days.map(([name, day]) => dayCell(name, day))}
    </ol>
    <p class="soft ends"><span>90 days ago</span><span>by day (UTC)</span><span>today</span></p>
  </section>`;
};

const dayCell = (name: string, day: Period | null): Markup => {
  const share = day === null ? null : allHealthyPercent(day.judged);
  const said =
    day === null || share === null
      ? `${name}: no data`
      : `${name}: ${percentText(day)}, ${day.failedChecks} of ${day.checks} checks failed`;
  return markup`<li class="${dayLook(share)}" title="${said}"><span class="unseen">${said}</span></li>`;
};

/** How bad a day was, as a class of its cell: a minute is seen, an hour is plain. */
export const dayLook = (percent: number | null): string => {
  if (percent === null) return 'none';
  if (percent >= 99.9) return 'good';
  return percent >= 99 ? 'fair' : percent >= 95 ? 'poor' : 'bad';
};
