import { markup, type Markup } from './markup.ts';

/** Widths and places along the time axis are parts of the whole, so that a drawing fits any screen undistorted. */
export const percent = (value: number): string => `${Number(value.toFixed(3))}%`;

export interface Box {
  /** Percent. */
  readonly x: number;
  readonly width: number;
  /** Pixels. */
  readonly y: number;
  readonly height: number;
}

/** Percent; in what is narrower a pattern would not be seen, only a paler colour. */
const thin = 0.8;

/** A box with its title. */
export const box = ({ x, width, y, height }: Box, looks: string, title: string): Markup =>
  markup`<rect class="rca-${looks}${width < thin ? ' rca-thin' : ''}" x="${percent(x)}" y="${y}" width="${percent(width)}" height="${height}"><title>${title}</title></rect>`;

/** A sign of a few pixels around a place on the axis. */
export const sign = (x: number, y: number, looks: string, path: string, title: string): Markup =>
  markup`<svg x="${percent(x)}" y="${y}" class="rca-sign"><path class="rca-${looks}" d="${path}"><title>${title}</title></path></svg>`;

/** A picture as wide as there is room: described in words, and reached by the keyboard. */
export const strip = (height: number, described: string, content: readonly Markup[]): Markup =>
  markup`<svg class="rca-strip" height="${height}" role="img" tabindex="0" aria-label="${described}">${content}</svg>`;
