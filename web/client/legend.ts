import { element } from './dom.ts';
import type { PageState } from './state.ts';
import { laneText } from './state-words.ts';
import { seenStatuses } from './filters.ts';

/** What the colours and heights of the lanes stand for: the statuses that there are, best first. */
export function legendOf({ data }: Pick<PageState, 'data'>): HTMLElement {
  const hasTakeovers = data.lanes.some(({ processes, omittedProcesses }) => processes.length + omittedProcesses > 1);
  return element(
    'ul',
    { class: 'legend', 'aria-label': 'Legend' },
    seenStatuses(data).map((status) =>
      element(
        'li',
        {},
        element('span', { class: 'dots', 'aria-hidden': 'true' }, element('i', { class: status })),
        laneText(status),
      ),
    ),
    hasTakeovers
      ? element('li', {}, element('span', { 'aria-hidden': 'true' }, '▾'), 'another process took over')
      : null,
  );
}
