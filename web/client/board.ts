import { axisOf } from './axis-row.ts';
import { type Colours, coloursOf } from './canvas.ts';
import { countsRow, latencyRow, memoryRow } from './chart-rows.ts';
import { secondText, zoneLabel } from './clock.ts';
import { element, fill } from './dom.ts';
import { shownAlerts, shownLanes } from './filters.ts';
import { alertsRow, callsRow, laneRow } from './lane-rows.ts';
import { legendOf } from './legend.ts';
import { enableKeys, enablePointing } from './pointing.ts';
import { type Row, type RowParts, rowOf } from './row.ts';
import type { PageState } from './state.ts';

const rowsWidenedAFrame = 3;

/** What is as it is wanted is left alone: a page that is written to is laid out again. */
const write = (part: HTMLElement, text: string): void => {
  if (part.textContent !== text) part.textContent = text;
};
const show = (part: HTMLElement, isShown: boolean): void => {
  if (part.hidden === isShown) part.hidden = !isShown;
};

interface Pointed {
  readonly row: Row;
  readonly at: number;
  readonly place: Readonly<Record<'board' | 'chart', DOMRect>>;
}

/** The rows of a workspace over one time, with a line through all of them where it is pointed at. */
export function boardOf(state: PageState): HTMLElement {
  const crosshair = element('div', { class: 'crosshair', hidden: true });
  const [pointedRow, pointedTime, pointedText] = [element('b'), element('span'), element('span')];
  const description = element(
    'div',
    { class: 'tip', hidden: true, 'aria-hidden': 'true' },
    pointedRow,
    ' ',
    pointedTime,
    element('br'),
    pointedText,
  );
  const rows = element('div', { class: 'rows' });
  const board = element('div', { class: 'board' }, rows, crosshair, description);
  let colours: Colours = coloursOf(document.documentElement);
  let drawn: Row[] = [];
  let axes: Array<ReturnType<typeof axisOf>> = [];
  /** The row that is pointed at. */
  let current: Row | null = null;

  /** Rows that are taken away lose the focus: that is no wish of anybody. */
  let isBuilding = false;
  const build = (): void => {
    isBuilding = true;
    const focused = drawn.findIndex(({ chart }) => chart === document.activeElement);
    const lanes = shownLanes(state);
    const make = (parts: RowParts): Row => {
      const row = rowOf(parts, state);
      enablePointing(row.chart, state);
      enableKeys(row.chart, parts.stops, state);
      const enter = (): void => {
        current = row;
      };
      for (const name of ['pointerenter', 'pointerdown', 'focus'] as const) row.chart.addEventListener(name, enter);
      row.chart.addEventListener('blur', ({ relatedTarget }) => {
        const isInAnother = relatedTarget instanceof Node && rows.contains(relatedTarget);
        if (!isBuilding && !isInAnother) state.point(null);
      });
      return row;
    };
    const memory = memoryRow(state, lanes);
    const strips = [
      ...(state.data.alerts.length === 0 ? [] : [make(alertsRow(state, shownAlerts(state), () => rows.clientWidth))]),
      make(callsRow(state)),
      ...lanes.map((lane) => make(laneRow(state, lane))),
    ];
    const charts = [make(countsRow(state)), make(latencyRow(state)), ...(memory === null ? [] : [make(memory)])];
    drawn = [...strips, ...charts];
    axes = [axisOf(state), axisOf(state)];
    current = drawn.find(({ parts }) => parts.name === current?.parts.name) ?? null;
    const left = state.data.lanes.length - lanes.length + state.data.omittedLanes;
    fill(
      rows,
      axes[0]?.node ?? null,
      strips.map(({ node }) => node),
      legendOf(state),
      left > 0
        ? element(
            'p',
            { class: 'soft' },
            `${left} more not shown: ${state.address.instance === '' ? 'those with the least trouble' : 'they have other names'}.`,
          )
        : null,
      axes[1]?.node ?? null,
      charts.map(({ node }) => node),
    );
    drawn[focused]?.chart.focus({ preventScroll: true });
    isBuilding = false;
  };

  const draw = (): void => {
    // All is measured before anything is changed: each turn from one to the other would lay out the page again.
    const width = drawn[0]?.chart.clientWidth ?? 0;
    const { pointed, view } = state;
    const isPointed = pointed !== null && pointed >= view.from && pointed <= view.to;
    const shown = isPointed && current !== null ? { row: current, at: pointed, place: placesOf(current) } : null;
    for (const axis of axes) axis.draw(colours, width);
    for (const row of drawn) row.draw(colours, width);
    show(crosshair, shown !== null);
    show(description, shown !== null);
    if (shown !== null) point(shown);
    // What is beyond the view is drawn a few rows a frame: moving over it later takes next to nothing.
    let left = rowsWidenedAFrame;
    for (const row of drawn) if (left > 0 && row.widen(width)) left -= 1;
    if (left === 0) drawSoon();
  };

  const placesOf = ({ chart }: Row) => ({ board: board.getBoundingClientRect(), chart: chart.getBoundingClientRect() });

  const point = ({ row, at, place: { board: place, chart } }: Pointed): void => {
    const { view } = state;
    const x = chart.left - place.left + ((at - view.from) / (view.to - view.from)) * chart.width;
    crosshair.style.transform = `translateX(${x}px)`;
    write(pointedRow, row.parts.name);
    write(pointedTime, `${secondText(at, state.address.zone)} ${zoneLabel(state.address.zone)}`);
    write(pointedText, row.parts.textAt(at) ?? 'no data');
    const left = Math.min(Math.max(0, x - description.offsetWidth / 2), place.width - description.offsetWidth);
    const above = chart.top - place.top - description.offsetHeight - 8;
    description.style.transform = `translate(${left}px, ${above < 0 ? chart.bottom - place.top + 8 : above}px)`;
  };

  let isDue = false;
  const drawSoon = (): void => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  };
  state.onChange((change) => {
    if (change === 'content') build();
    drawSoon();
  });
  new ResizeObserver(drawSoon).observe(rows);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    colours = coloursOf(document.documentElement);
    drawSoon();
  });
  build();
  drawSoon();
  return board;
}
