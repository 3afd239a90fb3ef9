import { type LaneState, laneStates } from '../../core/timeline/model.ts';
import { markup, type Markup } from './markup.ts';
import type { Box } from './shapes.ts';

/** A part of a lane's drawing. */
export interface StateBox extends Box {
  readonly state: LaneState;
}

/** How many parts the width has: more than a screen or a sheet of paper shows apart. */
const whole = 4000;

/**
 * Many narrow boxes as one shape for each state: nobody points at what is so narrow, and a year of hundreds of instances
 * would be a hundred thousand elements.
 */
export function thinShapes(boxes: readonly StateBox[], height: number): Markup | null {
  if (boxes.length === 0) return null;
  const shapes = laneStates.flatMap((state) => {
    const own = boxes.filter((box) => box.state === state);
    return own.length === 0 ? [] : [markup`<path class="rca-${state} rca-thin" d="${own.map(outline).join('')}"/>`];
  });
  return markup`<svg width="100%" height="${height}" viewBox="0 0 ${whole} ${height}" preserveAspectRatio="none">${shapes}</svg>`;
}

const outline = ({ x, width, y, height }: Box): string => {
  const [left, right] = [Math.round((x * whole) / 100), Math.round(((x + width) * whole) / 100)];
  const [top, bottom] = [Number(y.toFixed(1)), Number((y + height).toFixed(1))];
  return `M${left} ${top}H${Math.max(left + 1, right)}V${bottom}H${left}z`;
};
