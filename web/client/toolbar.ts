import { stretchText, zoneLabel } from './clock.ts';
import { button, element, fill, unseen } from './dom.ts';
import { seenStatuses } from './filters.ts';
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
  // What is moved is drawn sixty times a second: buttons stay, and only what they say of themselves changes.
  const zones = (['utc', 'local'] as const).map((name) => ({
    name,
    node: button(
      name === 'utc' ? 'UTC' : 'Local',
      () => {
        state.choose({ zone: name });
      },
      { title: zoneLabel(name) },
    ),
  }));
  fill(
    zone,
    zones.map(({ node }) => node),
  );
  let choices: readonly RangeChoice[] = [];
  const show = (): void => {
    const { whole, view, address } = state;
    const possible = [
      ...spans.filter(([, span]) => span < whole.to - whole.from),
      ['all', whole.to - whole.from] as const,
    ];
    if (possible.map(([label]) => label).join() !== choices.map(({ label }) => label).join()) {
      choices = possible.map(([label]) => rangeChoice(label, state));
      keepingFocus(ranges, () => {
        fill(
          ranges,
          choices.map(({ node }) => node),
        );
      });
    }
    for (const [index, [, span]] of possible.entries()) {
      press(choices[index]?.node, Math.abs(view.to - view.from - span) < 1000);
    }
    for (const { name, node } of zones) press(node, address.zone === name);
    shown.textContent = `${stretchText(view.from, view.to, address.zone)} ${zoneLabel(address.zone)}`;
  };
  state.onChange(show);
  show();
  return bar;
}

interface RangeChoice {
  readonly label: string;
  readonly node: HTMLButtonElement;
}

const rangeChoice = (label: string, state: PageState): RangeChoice => ({
  label,
  node: button(label, () => {
    const { view, whole } = state;
    const length = spans.find(([name]) => name === label)?.[1] ?? whole.to - whole.from;
    // Towards the end: what is newest is most often meant.
    const to = Math.max(view.to, whole.from + length);
    state.look({ from: to - length, to });
  }),
});

const press = (node: HTMLElement | undefined, isPressed: boolean): void => {
  const pressed = isPressed ? 'true' : 'false';
  if (node?.getAttribute('aria-pressed') !== pressed) node?.setAttribute('aria-pressed', pressed);
};

/** Makes parts anew, and leaves the focus where it was. */
function keepingFocus(part: HTMLElement, make: () => void): void {
  const buttons = (): HTMLElement[] => [...part.querySelectorAll('button')];
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
    statuses.show(
      'All statuses',
      seenStatuses(data).map((status) => [status, `was ${laneText(status)}`]),
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
