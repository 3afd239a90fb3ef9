import { type Colours, type Sheet, sheetOf } from './canvas.ts';
import { element } from './dom.ts';
import { Sliding } from './sliding.ts';
import type { PageState } from './state.ts';
import type { Span } from './view.ts';

/** What a row draws, and says of the moment that is pointed at. */
export interface RowParts {
  readonly name: string;
  /** Below the name. */
  readonly about?: string;
  readonly figure: string;
  readonly height: number;
  /** For those who do not see it. */
  readonly label: string;
  readonly draw: (sheet: Sheet, colours: Colours, span: Span) => void;
  /** Whether a moment is drawn the same wherever it stands in the view: such a drawing need only be moved. */
  readonly slides: boolean;
  /** What stays where it is while the drawing is moved. @default nothing */
  readonly drawAbove?: (sheet: Sheet, colours: Colours) => void;
  /** What there is at a moment, in milliseconds since 1970; null where nothing is. */
  readonly textAt: (at: number) => string | null;
  /** The moments between which something changes, sorted: where the arrow keys go. */
  readonly stops: () => readonly number[];
}

/** A line of the board: a name, a drawing, a figure. */
export interface Row {
  readonly parts: RowParts;
  readonly node: HTMLElement;
  readonly chart: HTMLElement;
  draw(colours: Colours, width: number): void;
  /** Draws beyond the view, so that it can be moved; whether there was anything to do. */
  widen(width: number): boolean;
}

/** A row whose drawing is a slider along the time: its value is the moment that is pointed at. */
export function rowOf(parts: RowParts, state: PageState): Row {
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const above = parts.drawAbove === undefined ? null : element('canvas', { class: 'above', 'aria-hidden': 'true' });
  const chart = element(
    'div',
    { class: 'chart', tabindex: 0, role: 'slider', 'aria-label': parts.label },
    canvas,
    above,
  );
  chart.style.height = `${parts.height}px`;
  const node = element(
    'div',
    { class: 'row' },
    element('div', { class: 'name' }, parts.name, parts.about === undefined ? null : element('small', {}, parts.about)),
    element('div', { class: 'figure' }, parts.figure),
    chart,
  );
  const describe = (): void => {
    const { from, to } = state.view;
    const at = state.pointed ?? to - 1;
    chart.setAttribute('aria-valuemin', String(Math.round(from / 1000)));
    chart.setAttribute('aria-valuemax', String(Math.round(to / 1000)));
    chart.setAttribute('aria-valuenow', String(Math.round(Math.min(to, Math.max(from, at)) / 1000)));
    chart.setAttribute('aria-valuetext', parts.textAt(at) ?? 'no data');
  };
  describe();
  let colours: Colours | null = null;
  let widthAbove = 0;
  const sliding = new Sliding(canvas, parts.height, (sheet, span) => {
    if (colours !== null) parts.draw(sheet, colours, span);
  });
  return {
    parts,
    node,
    chart,
    draw: (wanted, width) => {
      const isOther = wanted !== colours;
      if (isOther) sliding.forget();
      colours = wanted;
      if (above !== null && (isOther || width !== widthAbove)) {
        const sheet = sheetOf(above, width, parts.height);
        if (sheet !== null) parts.drawAbove?.(sheet, colours);
        widthAbove = width;
      }
      if (parts.slides) sliding.show(state.view, width);
      else {
        const sheet = sheetOf(canvas, width, parts.height);
        if (sheet !== null) parts.draw(sheet, colours, state.view);
      }
      if (chart === document.activeElement) describe();
    },
    widen: (width) => parts.slides && colours !== null && sliding.widen(state.view, width),
  };
}
