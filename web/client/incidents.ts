import { counted } from '../../core/text/words.ts';
import { durationText } from '../../core/text/duration-text.ts';
import { momentText, stretchText } from './clock.ts';
import { button, element, fill } from './dom.ts';
import type { DataAcknowledgement, DataAlert, DataIncident } from './data.ts';
import { shownIncidents } from './filters.ts';
import { momentOf, type PageState } from './state.ts';

/** What only a console can do; a report has none of it. */
export interface IncidentActs {
  /** The lines of `explain` of the check at a time. */
  readonly explain: (at: number) => Promise<readonly string[]>;
  readonly silence: (incident: DataIncident) => void;
  readonly acknowledge: (incident: DataIncident) => void;
}

/** As many as are read at once. */
const maxShown = 8;

/** The incidents as a list: each opens its time, its lanes, its alerts. */
export function incidentsOf(state: PageState, acts: IncidentActs | null): HTMLElement {
  const list = element('ol', { class: 'incidents' });
  const rest = element('p', { class: 'more' });
  let isAll = false;
  let known = '';
  const show = (): void => {
    const incidents = shownIncidents(state);
    const { incident: open, zone } = state.address;
    const now = JSON.stringify([incidents, open, zone, isAll]);
    if (now === known) return;
    known = now;
    const focused = [...list.querySelectorAll('button')].findIndex((one) => one === document.activeElement);
    const isShown = (one: DataIncident, index: number): boolean => isAll || index < maxShown || one.id === open;
    fill(
      list,
      incidents.filter(isShown).map((incident) => itemOf(incident, state, acts)),
    );
    const left = incidents.length - list.children.length;
    fill(
      rest,
      incidents.length === 0 ? 'No incidents.' : null,
      left > 0
        ? button(`Show ${left} more`, () => {
            isAll = true;
            show();
          })
        : null,
      state.data.omittedIncidents > 0 ? ` ${counted(state.data.omittedIncidents, 'earlier incident')} not kept.` : null,
    );
    if (focused !== -1) list.querySelectorAll('button')[focused]?.focus({ preventScroll: true });
  };
  state.onChange((change) => {
    if (change === 'content') show();
  });
  show();
  return element(
    'section',
    { 'aria-labelledby': 'live-incidents' },
    element('h2', { id: 'live-incidents' }, 'Incidents'),
    list,
    rest,
  );
}

const lengthOf = (incident: DataIncident, state: PageState): number =>
  Math.round((incident.endedAt ?? state.data.seconds) - incident.since);

function itemOf(incident: DataIncident, state: PageState, acts: IncidentActs | null): HTMLElement {
  const { data, address } = state;
  const isOpened = address.incident === incident.id;
  const from = momentOf(data, incident.since);
  const when =
    incident.endedAt === null
      ? `since ${momentText(from, address.zone)}`
      : stretchText(from, momentOf(data, incident.endedAt), address.zone);
  const head = button(
    [
      element('span', { class: `badge ${incident.severity}` }, incident.kind),
      element('span', { class: 'summary' }, incident.summary),
      element(
        'span',
        { class: 'when' },
        `${when} · ${durationText(lengthOf(incident, state))}${incident.isOpen ? ' · open' : ''}`,
      ),
    ],
    () => {
      state.choose({ incident: isOpened ? null : incident.id });
      if (!isOpened) state.look(aroundOf(incident, state));
    },
    { class: 'head', 'aria-expanded': isOpened ? 'true' : 'false' },
  );
  return element('li', {}, head, isOpened ? detailsOf(incident, state, acts) : null);
}

/** Its time, with as much before and after. */
function aroundOf(incident: DataIncident, state: PageState) {
  const [from, to] = [
    momentOf(state.data, incident.since),
    momentOf(state.data, incident.endedAt ?? state.data.seconds),
  ];
  const margin = Math.max(5 * 60_000, (to - from) / 2);
  return { from: from - margin, to: to + margin };
}

function detailsOf(incident: DataIncident, state: PageState, acts: IncidentActs | null): HTMLElement {
  const { data } = state;
  const alerts = incident.alerts.flatMap((index) => data.alerts[index] ?? []);
  const lanes = incident.lanes.flatMap((index) => data.lanes[index]?.name ?? []);
  return element(
    'div',
    { class: 'details' },
    incident.reason === null ? null : element('p', {}, `Ended: ${incident.reason}.`),
    incident.acknowledged === null ? null : element('p', {}, `${acknowledgedText(incident.acknowledged, state)}.`),
    lanes.length === 0 ? null : element('p', {}, `Instances: ${lanes.join(', ')}.`),
    alerts.length === 0
      ? element('p', { class: 'soft' }, 'No alert was sent in this time.')
      : element(
          'ol',
          { class: 'alerts' },
          alerts.map((alert) => alertItem(alert, state)),
        ),
    acts === null ? null : actsOf(incident, state, acts),
  );
}

const acknowledgedText = ({ by, at, note }: DataAcknowledgement, { data, address }: PageState): string =>
  `Acknowledged by ${by}, ${momentText(momentOf(data, at), address.zone)}${note === '' ? '' : `: ${note}`}`;

const alertItem = (
  { at, title, summaries, omittedSummaries, deliveredAfter }: DataAlert,
  { data, address }: PageState,
) =>
  element(
    'li',
    {},
    element('strong', {}, title),
    element(
      'span',
      { class: 'soft' },
      ` ${momentText(momentOf(data, at), address.zone)}, ${deliveredText(deliveredAfter)}`,
    ),
    element(
      'ul',
      { class: 'plain' },
      summaries.map((summary) => element('li', {}, summary)),
      omittedSummaries > 0 ? element('li', {}, `and ${omittedSummaries} more`) : null,
    ),
  );

const deliveredText = (seconds: number | null): string =>
  seconds === null
    ? 'not delivered yet'
    : seconds < 1
      ? 'delivered at once'
      : `delivered after ${durationText(seconds)}`;

function actsOf(
  incident: DataIncident,
  state: PageState,
  { explain, silence, acknowledge }: IncidentActs,
): HTMLElement {
  const output = element('pre', {
    class: 'explained',
    tabindex: 0,
    hidden: true,
    'aria-label': 'Explanation',
    'aria-live': 'polite',
  });
  const show = (offset: number): void => {
    output.hidden = false;
    output.textContent = 'Reading the check …';
    explain(momentOf(state.data, offset)).then(
      (lines) => (output.textContent = lines.join('\n')),
      (error: unknown) => (output.textContent = error instanceof Error ? error.message : String(error)),
    );
  };
  return element(
    'div',
    { class: 'acts' },
    button('Explain its first check', () => {
      show(incident.since);
    }),
    button('Explain the check that opened it', () => {
      show(incident.openedAt);
    }),
    incident.endedAt === null
      ? null
      : button('Explain its last check', () => {
          show(incident.endedAt ?? incident.openedAt);
        }),
    incident.isOpen
      ? button(incident.acknowledged === null ? 'Acknowledge …' : 'Take acknowledgement back …', () => {
          acknowledge(incident);
        })
      : null,
    incident.isOpen
      ? button('Silence …', () => {
          silence(incident);
        })
      : null,
    output,
  );
}
