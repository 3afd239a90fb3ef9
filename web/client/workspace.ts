import type { WorkspaceStatus } from '../console/status.ts';
import { plainAddress, addressText, readAddress } from './address.ts';
import { api, listen } from './api.ts';
import { acknowledgingOf } from './acknowledging.ts';
import { boardOf } from './board.ts';
import { element, fill } from './dom.ts';
import type { TimelineData } from './data.ts';
import { incidentsOf } from './incidents.ts';
import { silencingOf } from './silencing.ts';
import { PageState } from './state.ts';
import { currentOf } from './current.ts';
import { filtersOf, toolbarOf } from './toolbar.ts';
import { uptimeOf } from './uptime.ts';
import type { Span } from './view.ts';

const day = 86_400_000;
/** What can be looked at, and what is shown at first. */
const lengths = { whole: 90 * day, first: day, least: day / 24 };
/** What is no longer is read from every check, and so in full detail. */
const maxDetailed = (26 * day) / 24;
/** While somebody moves on, nothing is asked for. */
const restMilliseconds = 250;

/** Where the view begins to end: now, or shortly after the last check of a workspace that is no longer checked. */
const endOf = ({ since, current }: TimelineData, now: number): number => {
  const last = current === null ? now : since + current.at * 1000;
  return last < now - lengths.first ? last + lengths.least : now;
};

/** One workspace, live; returns what ends the page. */
export function showWorkspace(app: HTMLElement, workspace: string): () => void {
  document.title = `${workspace} · Rocket.Chat instances`;
  const trouble = element('p', { class: 'trouble', role: 'alert', hidden: true });
  const current = element('div', { 'aria-live': 'polite' });
  const main = element('main', {}, element('p', { class: 'soft' }, 'Reading the history …'));
  const back = element('a', { href: addressText(plainAddress) || '#' }, '‹ All workspaces');
  fill(
    app,
    element('header', {}, element('p', { class: 'kicker' }, back), element('h1', {}, workspace), current, trouble),
    main,
  );

  let hasEnded = false;
  const complain = (reason: string | null): void => {
    trouble.hidden = reason === null;
    trouble.textContent = reason;
  };
  const failed = (error: unknown): void => {
    complain(error instanceof Error ? error.message : String(error));
  };
  let state: PageState | null = null;
  /** What was asked for last: an answer to something earlier is too late. */
  let asked = 0;
  /** How long what is drawn is, and where: a view within it, and not much shorter, needs nothing else. */
  let read: Span = { from: 0, to: 0 };
  const uptime = element('div', {});

  /** From the first day with a check on. */
  const wholeOf = ({ uptime: { days } }: TimelineData): Span => {
    const to = Date.now();
    const [first] = days.find(([, period]) => period !== null) ?? [];
    const from = first === undefined ? to - lengths.first : Date.parse(`${first}T00:00:00Z`);
    return { from: Math.min(to - lengths.least, Math.max(to - lengths.whole, from)), to };
  };
  const load = async (view: Span, detail: 'hours' | 'checks'): Promise<TimelineData | null> => {
    const number = (asked += 1);
    const length = view.to - view.from;
    const margin = length < maxDetailed ? Math.min(length / 4, (maxDetailed - length) / 2) : length / 4;
    const now = Date.now();
    const span = { from: Math.max(now - lengths.whole - day, view.from - margin), to: Math.min(now, view.to + margin) };
    const data = await api.timeline(workspace, span, detail);
    if (number !== asked || hasEnded) return null;
    if (data === null) throw new Error('There are no checks in that time.');
    read = span;
    fill(uptime, uptimeOf(data.uptime));
    return data;
  };
  const reload = (page: PageState): void => {
    load(page.view, 'checks').then((data) => {
      complain(null);
      if (data !== null) page.replace(data, wholeOf(data));
    }, failed);
  };
  const isEnough = ({ from, to }: Span): boolean =>
    from >= read.from && to <= Math.max(read.to, Date.now()) && read.to - read.from <= 6 * (to - from);

  const begin = (data: TimelineData): void => {
    const to = Date.now();
    const page = new PageState(data, wholeOf(data), { from: endOf(data, to) - lengths.first, to: endOf(data, to) });
    state = page;
    let timer: ReturnType<typeof setTimeout> | undefined;
    page.onChange((change) => {
      if (change !== 'view' || isEnough(page.view)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        reload(page);
      }, restMilliseconds);
    });
    const acknowledging = acknowledgingOf(workspace);
    const silencing = silencingOf(workspace, () => page.address.zone);
    fill(
      main,
      uptime,
      element('section', { 'aria-label': 'Timeline' }, toolbarOf(page), filtersOf(page), boardOf(page)),
      incidentsOf(page, {
        explain: (at) => api.explain(workspace, at),
        silence: ({ kind, lanes }) => {
          silencing.ask({ kind, instance: lanes.length === 1 ? (page.data.lanes[lanes[0] ?? 0]?.name ?? null) : null });
        },
        acknowledge: acknowledging.ask,
      }),
      acknowledging.node,
      silencing.node,
    );
  };
  const { from, to } = readAddress(location.hash);
  const first = from === null || to === null ? { from: Date.now() - lengths.first, to: Date.now() } : { from, to };
  // Of a workspace that was not checked lately, all is shown.
  const all = { from: Date.now() - lengths.whole, to: Date.now() };
  const begun = load(first, 'hours').catch(() => load(all, 'hours'));
  begun.then((data) => {
    if (data !== null) begin(data);
    if (state !== null && read.to - read.from <= maxDetailed) reload(state);
  }, failed);

  let last: WorkspaceStatus | null = null;
  const showCurrent = (): void => {
    if (last !== null) fill(current, currentOf(last, state?.address.zone ?? 'utc'));
  };
  const endListening = listen(workspace, {
    onStatuses: ([status]) => {
      if (status === undefined) return;
      const isNew = last !== null && last.takenAt !== status.takenAt;
      last = status;
      showCurrent();
      // What is looked at goes on to now: it is drawn again.
      if (isNew && state !== null && state.view.to >= state.whole.to) reload(state);
    },
    onTrouble: complain,
  });
  const ages = setInterval(showCurrent, 5000);
  return () => {
    hasEnded = true;
    state?.stop();
    endListening();
    clearInterval(ages);
  };
}
