import type { PageState } from './state.ts';
import { moved, type Span, zoomed } from './view.ts';

/** A press that moves less than this is a tap. */
const tapPixels = 5;
const keyStep = 0.15;
const zoomStep = 1.4;

interface Place {
  readonly left: number;
  readonly width: number;
}

/** What moves the view of a board: mouse, fingers, wheel. */
export function enablePointing(chart: HTMLElement, state: PageState): void {
  const fingers = new Map<number, number>();
  let start: { readonly view: Span; readonly centre: number; readonly distance: number } | null = null;
  let hasMoved = false;
  const place = (): Place => chart.getBoundingClientRect();
  const timeAt = (x: number, { from, to }: Span): number => {
    const { left, width } = place();
    return from + ((x - left) / Math.max(1, width)) * (to - from);
  };
  const centreOf = (): number => [...fingers.values()].reduce((sum, x) => sum + x, 0) / Math.max(1, fingers.size);
  const distanceOf = (): number => {
    const all = [...fingers.values()];
    return Math.max(...all) - Math.min(...all);
  };
  const begin = (): void => {
    start = fingers.size === 0 ? null : { view: state.view, centre: centreOf(), distance: distanceOf() };
  };

  chart.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, event.clientX);
    hasMoved = fingers.size > 1;
    chart.setPointerCapture(event.pointerId);
    begin();
  });
  chart.addEventListener('pointermove', (event) => {
    if (!fingers.has(event.pointerId) || start === null) {
      if (event.pointerType === 'mouse') state.point(timeAt(event.clientX, state.view));
      return;
    }
    fingers.set(event.pointerId, event.clientX);
    hasMoved ||= Math.abs(centreOf() - start.centre) > tapPixels;
    if (!hasMoved) return;
    const by = ((start.centre - centreOf()) / Math.max(1, place().width)) * (start.view.to - start.view.from);
    const panned = moved(start.view, by);
    const spread = fingers.size > 1 && start.distance > 0 ? start.distance / Math.max(10, distanceOf()) : 1;
    state.look(spread === 1 ? panned : zoomed(panned, spread, timeAt(centreOf(), panned)));
  });
  const end = (event: PointerEvent): void => {
    if (!fingers.delete(event.pointerId)) return;
    if (!hasMoved) state.point(timeAt(event.clientX, state.view));
    begin();
  };
  chart.addEventListener('pointerup', end);
  chart.addEventListener('pointercancel', (event) => {
    hasMoved = true;
    end(event);
  });
  chart.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'mouse' && fingers.size === 0) state.point(null);
  });
  chart.addEventListener('dblclick', (event) => {
    state.look(zoomed(state.view, 1 / (zoomStep * zoomStep), timeAt(event.clientX, state.view)));
  });
  chart.addEventListener(
    'wheel',
    (event) => {
      // The wheel alone scrolls the page.
      const isZoom = event.ctrlKey || event.metaKey;
      if (!isZoom && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
      event.preventDefault();
      const { from, to } = state.view;
      if (isZoom) state.look(zoomed(state.view, Math.exp(event.deltaY / 200), timeAt(event.clientX, state.view)));
      else state.look(moved(state.view, (event.deltaX / Math.max(1, place().width)) * (to - from)));
    },
    { passive: false },
  );
}

/** What the keys do: arrows go from change to change, with Shift they move the view; + and − zoom. */
export function enableKeys(chart: HTMLElement, stops: () => readonly number[], state: PageState): void {
  chart.addEventListener('keydown', (event) => {
    const { view, pointed } = state;
    const length = view.to - view.from;
    const at = pointed ?? view.to;
    const stopAt = (direction: 1 | -1): void => {
      const all = stops();
      const next = direction === 1 ? all.find((stop) => stop > at + 1) : all.findLast((stop) => stop < at - 1);
      if (next === undefined) return;
      if (next < view.from || next > view.to) state.look(moved(view, next - (view.from + view.to) / 2));
      state.point(next);
    };
    const go = (direction: 1 | -1): void => {
      if (event.shiftKey) state.look(moved(view, direction * keyStep * length));
      else stopAt(direction);
    };
    const acts: Readonly<Record<string, () => void>> = {
      ArrowRight: () => {
        go(1);
      },
      ArrowLeft: () => {
        go(-1);
      },
      PageDown: () => {
        state.look(moved(view, length));
      },
      PageUp: () => {
        state.look(moved(view, -length));
      },
      Home: () => {
        state.point(view.from);
      },
      End: () => {
        state.point(view.to - 1);
      },
      '+': () => {
        state.look(zoomed(view, 1 / zoomStep, at));
      },
      '-': () => {
        state.look(zoomed(view, zoomStep, at));
      },
      '0': () => {
        state.look(state.whole);
      },
      Escape: () => {
        state.point(null);
      },
    };
    const act = acts[event.key === '=' ? '+' : event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
}

/** One step of the buttons, around the middle. */
export const zoomStepped = (state: PageState, direction: 1 | -1): void => {
  const { from, to } = state.view;
  state.look(zoomed(state.view, direction === 1 ? 1 / zoomStep : zoomStep, (from + to) / 2));
};

export const panStepped = (state: PageState, direction: 1 | -1): void => {
  const { from, to } = state.view;
  state.look(moved(state.view, (direction * (to - from)) / 2));
};
