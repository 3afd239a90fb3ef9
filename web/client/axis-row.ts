import { ticksOf } from './clock.ts';
import { type Colours, sheetOf } from './canvas.ts';
import { element } from './dom.ts';
import type { PageState } from './state.ts';

/** A tick needs so many pixels. */
const tickWidth = 84;
const height = 18;

/** The times above the rows. */
export function axisOf(state: PageState): { readonly node: HTMLElement; draw(colours: Colours, width: number): void } {
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const place = element('div', { class: 'axis' }, canvas);
  place.style.height = `${height}px`;
  return {
    node: element(
      'div',
      { class: 'row' },
      element('div', { class: 'name' }),
      element('div', { class: 'figure' }),
      place,
    ),
    draw: (colours, width) => {
      const sheet = sheetOf(canvas, width, height);
      if (sheet === null) return;
      const { context } = sheet;
      const { from, to } = state.view;
      context.font = '11.5px ui-sans-serif, system-ui, sans-serif';
      context.fillStyle = colours('soft');
      context.textBaseline = 'alphabetic';
      for (const { at, label } of ticksOf(from, to, Math.max(2, width / tickWidth), state.address.zone)) {
        const x = ((at - from) / (to - from)) * width;
        context.textAlign = x < 20 ? 'left' : x > width - 20 ? 'right' : 'center';
        context.fillText(label, x, 11);
        context.fillRect(x - 0.5, 14, 1, 4);
      }
    },
  };
}
