import { counted } from '../../core/text/words.ts';
import { durationText } from '../../core/text/duration-text.ts';
import type { WorkspaceStatus } from '../console/status.ts';
import { listen } from './api.ts';
import { addressText, plainAddress } from './address.ts';
import { element, fill } from './dom.ts';
import { troubleOf, troubleText } from './trouble.ts';

type Order = 'trouble' | 'name';

/** All workspaces, those in trouble first; returns what ends the page. */
export function showOverview(app: HTMLElement): () => void {
  document.title = 'Workspaces · Rocket.Chat instances';
  const known = new Map<string, WorkspaceStatus>();
  const search = element('input', {
    type: 'search',
    placeholder: 'Search workspaces',
    'aria-label': 'Search workspaces',
  });
  const order = element(
    'select',
    { 'aria-label': 'Order' },
    element('option', { value: 'trouble' }, 'Trouble first'),
    element('option', { value: 'name' }, 'By name'),
  );
  const summary = element('p', { class: 'lead', 'aria-live': 'polite' }, 'Reading the last check of each workspace …');
  const trouble = element('p', { class: 'trouble', role: 'alert', hidden: true });
  const list = element('ul', { class: 'workspaces' });
  let isReading = true;
  const nodes = new Map<string, { readonly text: string; readonly node: HTMLElement }>();

  const show = (): void => {
    const words = search.value.trim().toLowerCase();
    const all = [...known.values()];
    const shown = all
      .filter(({ workspace }) => workspace.toLowerCase().includes(words))
      .sort(comparing(order.value === 'name' ? 'name' : 'trouble'));
    const wanted = shown.map((status) => {
      const text = JSON.stringify(status) + ageText(status);
      const made = nodes.get(status.workspace);
      const one = made?.text === text ? made : { text, node: itemOf(status) };
      nodes.set(status.workspace, one);
      return one.node;
    });
    const isSame =
      wanted.length === list.children.length && wanted.every((node, index) => node === list.children[index]);
    if (!isSame) list.replaceChildren(...wanted);
    const bad = all.filter((status) => troubleOf(status) > 0).length;
    const found = words === '' ? '' : `, ${shown.length} shown`;
    if (isReading) summary.textContent = `Reading the last check of each workspace … ${all.length} so far${found}.`;
    else if (all.length === 0) summary.textContent = 'There are no workspaces yet.';
    else
      summary.textContent = `${counted(all.length, 'workspace')}: ${bad === 0 ? 'all well' : `${bad} in trouble`}${found}.`;
  };
  search.addEventListener('input', show);
  order.addEventListener('change', show);
  fill(
    app,
    element(
      'header',
      {},
      element('p', { class: 'kicker' }, 'Instances of Rocket.Chat'),
      element('h1', {}, 'Workspaces'),
      summary,
      trouble,
    ),
    element('main', {}, element('div', { class: 'filters', role: 'search' }, search, order), list),
  );
  const end = listen(null, {
    onStatuses: (statuses, isComplete) => {
      isReading &&= !isComplete;
      for (const status of statuses) known.set(status.workspace, status);
      show();
    },
    onTrouble: (reason) => {
      trouble.hidden = reason === null;
      trouble.textContent = reason;
    },
  });
  const ages = setInterval(show, 10_000);
  return () => {
    end();
    clearInterval(ages);
  };
}

const comparing =
  (order: Order) =>
  (a: WorkspaceStatus, b: WorkspaceStatus): number =>
    (order === 'name' ? 0 : troubleOf(b) - troubleOf(a)) ||
    a.workspace.localeCompare(b.workspace, 'en', { numeric: true });

/** `12 s ago` */
export const ageText = ({ takenAt }: Pick<WorkspaceStatus, 'takenAt'>): string =>
  `${durationText(Math.max(0, Math.round((Date.now() - Date.parse(takenAt)) / 1000)))} ago`;

function itemOf(status: WorkspaceStatus): HTMLElement {
  const { workspace, instances, healthy, open } = status;
  const level = troubleOf(status);
  return element(
    'li',
    {},
    element(
      'a',
      {
        href: addressText({ ...plainAddress, workspace }),
        class: `workspace ${level >= 100 ? 'critical' : level > 0 ? 'warning' : 'well'}`,
      },
      element('strong', {}, workspace),
      element(
        'span',
        { class: 'dots', role: 'img', 'aria-label': `${healthy} of ${instances.length} healthy` },
        instances.slice(0, maxDots).map((one) => element('i', { class: one.status })),
        instances.length > maxDots ? `+${instances.length - maxDots}` : null,
      ),
      element('span', { class: 'what' }, troubleText(status)),
      element(
        'span',
        { class: 'soft' },
        open.length > 0 ? counted(open.length, 'open incident') : '',
        ` ${ageText(status)}`,
      ),
    ),
  );
}

const maxDots = 12;
