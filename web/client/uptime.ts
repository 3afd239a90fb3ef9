import { element, unseen } from './dom.ts';
import { dayLook } from '../status/uptime.ts';
import type { DataUptime } from './data.ts';

/** How much of the last days went well: four figures, and a cell for each day. */
export function uptimeOf({ spans, days }: DataUptime): HTMLElement {
  return element(
    'section',
    { class: 'uptime', 'aria-label': 'All instances healthy, of the time with data' },
    element(
      'dl',
      { class: 'spans' },
      spans.map(([label, period]) =>
        element('div', {}, element('dt', {}, label), element('dd', {}, period === null ? '–' : period.text)),
      ),
    ),
    element(
      'ol',
      { class: 'days', 'aria-label': 'The last 90 days' },
      days.map(([day, period]) => {
        const percent = period?.percent ?? null;
        const text =
          period === null || percent === null
            ? `${day}: no data`
            : `${day}: ${period.text} all healthy, ${period.failed} of ${period.checks} checks failed`;
        return element('li', { class: dayLook(percent), title: text }, unseen(text));
      }),
    ),
    element(
      'p',
      { class: 'soft ends' },
      element('span', {}, '90 days ago'),
      element('span', {}, 'all healthy, by day (UTC)'),
      element('span', {}, 'today'),
    ),
  );
}
