import { axisOf } from './axis-row.ts';
import { type Colours, coloursOf } from './canvas.ts';
import { countsRow, latencyRow, memoryRow } from './chart-rows.ts';
import { secondText, zoneLabel } from './clock.ts';
import { element, fill } from './dom.ts';
import { shownAlerts, shownLanes } from './filters.ts';
import { alertsRow, callsRow, laneRow } from './lane-rows.ts';
import { enableKeys, enablePointing } from './pointing.ts';
import { type Row, type RowParts, rowOf } from './row.ts';
import type { PageState } from './state.ts';

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
    for (const axis of axes) axis.draw(colours);
    for (const row of drawn) row.draw(colours);
    point();
  };

  const point = (): void => {
    const { pointed, view } = state;
    const isSeen = pointed !== null && pointed >= view.from && pointed <= view.to && current !== null;
    crosshair.hidden = !isSeen;
    description.hidden = !isSeen;
    if (!isSeen || current === null) return;
    const place = board.getBoundingClientRect();
    const chart = current.chart.getBoundingClientRect();
    const x = chart.left - place.left + ((pointed - view.from) / (view.to - view.from)) * chart.width;
    crosshair.style.transform = `translateX(${x}px)`;
    pointedRow.textContent = current.parts.name;
    pointedTime.textContent = `${secondText(pointed, state.address.zone)} ${zoneLabel(state.address.zone)}`;
    pointedText.textContent = current.parts.textAt(pointed) ?? 'no data';
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
