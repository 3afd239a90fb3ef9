import { allHealthyPercent, availabilityText } from '../../core/timeline/availability.ts';
import type { Period, Timeline } from '../../core/timeline/model.ts';
import { plusSeconds } from '../../core/base/time.ts';
import { markup, type Markup } from '../drawing/markup.ts';

const spanNames = { '24h': '24 hours', '7d': '7 days', '30d': '30 days', '90d': '90 days' } as const;
const shownDays = 90;

const percentText = (period: Period | null): string =>
  period === null ? '–' : availabilityText(allHealthyPercent(period.judged));

/** How much of the last days went well: four figures, and a cell for each day. */
export const uptimeSection = ({ uptime, days, to }: Pick<Timeline, 'uptime' | 'days' | 'to'>): Markup => {
  const known = new Map(days.map((day) => [day.from.slice(0, 10), day]));
  const last = plusSeconds(to, -0.001);
  const names = Array.from({ length: shownDays }, (_, index) =>
    plusSeconds(last, (index - shownDays + 1) * 86_400).slice(0, 10),
  );
  return markup`<section class="uptime" aria-labelledby="uptime">
    <h2 id="uptime">All instances healthy</h2>
    <dl class="spans">
      ${(['24h', '7d', '30d', '90d'] as const).map(
        (label) =>
          markup`<div>
            <dt>${spanNames[label]}</dt>
            <dd>${percentText(uptime[label])}</dd>
          </div>`,
      )}
    </dl>
    <ol class="days" aria-label="The last 90 days">
      ${names.map((name) => dayCell(name, known.get(name) ?? null))}
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
