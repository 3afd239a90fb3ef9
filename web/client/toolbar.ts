import { stretchText, zoneLabel } from './clock.ts';
import { button, element, fill, unseen } from './dom.ts';
import { panStepped, zoomStepped } from './pointing.ts';
import type { PageState } from './state.ts';
import { laneText } from './state-words.ts';

const hour = 3_600_000;
const spans = [
  ['1 h', hour],
  ['6 h', 6 * hour],
  ['24 h', 24 * hour],
  ['7 d', 168 * hour],
  ['30 d', 720 * hour],
  ['90 d', 2160 * hour],
] as const;

/** What chooses the time, the clock, and what is shown. */
export function toolbarOf(state: PageState): HTMLElement {
  const shown = element('span', { class: 'shown', 'aria-live': 'polite' });
  const ranges = element('div', { class: 'group', role: 'group', 'aria-label': 'Time shown' });
  const zone = element('div', { class: 'group', role: 'group', 'aria-label': 'Clock' });
  const bar = element(
    'div',
    { class: 'toolbar' },
    ranges,
    element(
      'div',
      { class: 'group', role: 'group', 'aria-label': 'Move and zoom' },
      button(['‹', unseen('Earlier')], () => {
        panStepped(state, -1);
      }),
      button(['›', unseen('Later')], () => {
        panStepped(state, 1);
      }),
      button(['−', unseen('Zoom out')], () => {
        zoomStepped(state, -1);
      }),
      button(['+', unseen('Zoom in')], () => {
        zoomStepped(state, 1);
      }),
    ),
    zone,
    shown,
  );
  const show = (): void => {
    const { whole, view, address } = state;
    const length = view.to - view.from;
    const possible = spans.filter(([, span]) => span < whole.to - whole.from);
    fill(
      ranges,
      [...possible, ['all', whole.to - whole.from] as const].map(([label, span]) =>
        button(
          label,
          () => {
            // Towards the end: what is newest is most often meant.
            const to = Math.max(view.to, whole.from + span);
            state.look({ from: to - span, to });
          },
          { 'aria-pressed': Math.abs(length - span) < 1000 ? 'true' : 'false' },
        ),
      ),
    );
    fill(
      zone,
      (['utc', 'local'] as const).map((name) =>
        button(
          name === 'utc' ? 'UTC' : 'Local',
          () => {
            state.choose({ zone: name });
          },
          { 'aria-pressed': address.zone === name ? 'true' : 'false', title: zoneLabel(name) },
        ),
      ),
    );
    shown.textContent = `${stretchText(view.from, view.to, address.zone)} ${zoneLabel(address.zone)}`;
  };
  let text = '';
  const showOnce = (): void => {
    const { view, whole, address } = state;
    const now = [view.from, view.to, whole.from, whole.to, address.zone].join();
    if (now === text) return;
    text = now;
    keepingFocus(bar, show);
  };
  state.onChange(showOnce);
  showOnce();
  return bar;
}

/** Makes parts anew, and leaves the focus where it was. */
function keepingFocus(bar: HTMLElement, make: () => void): void {
  const buttons = (): HTMLElement[] => [...bar.querySelectorAll('button')];
  const index = buttons().findIndex((one) => one === document.activeElement);
  make();
  if (index !== -1) buttons()[index]?.focus({ preventScroll: true });
}

/** What chooses instances, statuses and kinds. */
export function filtersOf(state: PageState): HTMLElement {
  const search = element('input', {
    type: 'search',
    placeholder: 'Instance',
    'aria-label': 'Instances whose name has',
    value: state.address.instance,
  });
  search.addEventListener('input', () => {
    state.choose({ instance: search.value });
  });
  const statuses = choiceOf('Status', (value) => {
    state.choose({ statuses: value === '' ? [] : [value] });
  });
  const kinds = choiceOf('Kind', (value) => {
    state.choose({ kinds: value === '' ? [] : [value] });
  });
  const show = (): void => {
    const { data, address } = state;
    const seen = data.laneStates.filter((status, index) =>
      data.lanes.some(({ runs }) => runs.some(([, , one, mixed]) => one === index || (mixed?.[status] ?? 0) > 0)),
    );
    statuses.show(
      'All statuses',
      seen.map((status) => [status, `was ${laneText(status)}`]),
      address.statuses[0],
    );
    const known = [...new Set(data.incidents.map(({ kind }) => kind))].sort();
    kinds.show(
      'All kinds',
      known.map((kind) => [kind, kind]),
      address.kinds[0],
    );
  };
  state.onChange((change) => {
    if (change === 'content') show();
  });
  show();
  return element(
    'div',
    { class: 'filters', role: 'search', 'aria-label': 'What is shown' },
    search,
    statuses.node,
    kinds.node,
  );
}

function choiceOf(label: string, onChoose: (value: string) => void) {
  const node = element('select', { 'aria-label': label });
  node.addEventListener('change', () => {
    onChoose(node.value);
  });
  let known = '';
  const show = (all: string, options: ReadonlyArray<readonly [string, string]>, chosen = ''): void => {
    const text = JSON.stringify(options);
    if (text !== known) {
      known = text;
      fill(
        node,
        [['', all] as const, ...options].map(([value, name]) => element('option', { value }, name)),
      );
    }
    node.value = chosen;
  };
  return { node, show };
}
