import { boardOf } from './board.ts';
import { element, fill } from './dom.ts';
import type { TimelineData } from './data.ts';
import { incidentsOf } from './incidents.ts';
import { PageState } from './state.ts';
import { filtersOf, toolbarOf } from './toolbar.ts';

/** Puts what can be moved in the place of the drawings of a report, which stay for paper. */
export function enliven(place: HTMLElement, data: TimelineData): void {
  const whole = { from: data.since, to: data.since + data.seconds * 1000 };
  const state = new PageState(data, whole, whole);
  fill(
    place,
    element(
      'section',
      { 'aria-labelledby': 'live-timeline' },
      element('h2', { id: 'live-timeline' }, 'Timeline'),
      toolbarOf(state),
      filtersOf(state),
      boardOf(state),
    ),
    incidentsOf(state, null),
  );
  document.documentElement.classList.add('live');
  printOpen();
}

/** On paper, nothing can be opened: what is worth its room stands open. */
function printOpen(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details.print:not([open])')];
    for (const one of opened) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of opened) one.open = false;
  });
}
