/** Colours by name, as the style of the page has them now. */
export type Colours = (name: string) => string;

/** The colours of the theme; asked again when that changes. */
export function coloursOf(root: Element): Colours {
  const style = getComputedStyle(root);
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name) ?? style.getPropertyValue(`--rca-${name}`).trim();
    known.set(name, found);
    return found;
  };
}

/** A canvas that is drawn anew when its place has another size. */
export interface Sheet {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

/** Clears a canvas and makes it as sharp as the screen is; null where it has no room. */
export function sheetOf(canvas: HTMLCanvasElement, width: number, height: number): Sheet | null {
  const context = canvas.getContext('2d');
  if (context === null || width <= 0) return null;
  const ratio = Math.max(1, devicePixelRatio);
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { canvas, context, width, height };
}
