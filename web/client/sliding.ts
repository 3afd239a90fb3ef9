import { type Sheet, sheetOf } from './canvas.ts';
import type { Span } from './view.ts';

/** How much is drawn beyond each end of the view, as a part of its length; and what must be left of that. */
const margin = { drawn: 0.5, least: 0.2 };

/** Draws a time on a sheet as wide as it. */
type Paint = (sheet: Sheet, span: Span) => void;

const lengthOf = ({ from, to }: Span): number => to - from;

/**
 * A drawing that is the same wherever it stands: it is drawn wider than its view, and where only the view moves, it is
 * moved and not drawn again. That takes no more than a style of the main thread.
 */
export class Sliding {
  readonly #canvas: HTMLCanvasElement;
  readonly #height: number;
  readonly #paint: Paint;
  /** What is on the canvas, and how wide the view was for which it was drawn; null: nothing that can be used. */
  #drawn: { readonly span: Span; readonly length: number; readonly width: number } | null = null;
  #moved = '';

  constructor(canvas: HTMLCanvasElement, height: number, paint: Paint) {
    this.#canvas = canvas;
    this.#height = height;
    this.#paint = paint;
  }

  /** What is drawn is of no use any more. */
  forget(): void {
    this.#drawn = null;
  }

  /** Shows a time that is so many pixels wide. */
  show(view: Span, width: number): void {
    if (this.#room(view, width) < 0) this.#draw(view, view, width);
    this.#move(view, width);
  }

  /** Draws beyond the view, where it is about to be left; whether there was anything to do. */
  widen(view: Span, width: number): boolean {
    const length = lengthOf(view);
    if (this.#room(view, width) >= margin.least * length) return false;
    const more = margin.drawn * length;
    this.#draw({ from: view.from - more, to: view.to + more }, view, width);
    this.#move(view, width);
    return true;
  }

  /** The time that is drawn beyond the nearer end of a view; negative where it has to be drawn. */
  #room(view: Span, width: number): number {
    const drawn = this.#drawn;
    const isOfSize =
      drawn !== null && drawn.width === width && Math.abs(drawn.length / lengthOf(view) - 1) < 0.1 / Math.max(1, width);
    return isOfSize ? Math.min(view.from - drawn.span.from, drawn.span.to - view.to) : -1;
  }

  #draw(span: Span, view: Span, width: number): void {
    const wide = Math.round((width * lengthOf(span)) / lengthOf(view));
    const sheet = sheetOf(this.#canvas, wide, this.#height);
    if (sheet === null) return;
    this.#canvas.style.width = `${wide}px`;
    this.#paint(sheet, span);
    this.#drawn = { span, length: lengthOf(view), width };
  }

  #move(view: Span, width: number): void {
    const drawn = this.#drawn;
    if (drawn === null) return;
    const ratio = Math.max(1, devicePixelRatio);
    const pixels = ((drawn.span.from - view.from) / drawn.length) * width;
    const transform = `translateX(${Math.round(pixels * ratio) / ratio}px)`;
    if (transform === this.#moved) return;
    this.#moved = transform;
    this.#canvas.style.transform = transform;
  }
}
