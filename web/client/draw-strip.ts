import type { Colours, Sheet } from './canvas.ts';
import { type Column, columnsOf } from './columns.ts';
import type { DataRun } from './data.ts';
import { healthyHeight, lookOf } from './looks.ts';

/** What is wrong is at least so wide and so high, however short it was. */
const minTrouble = { width: 2, height: 4 };
/** From this width on, there is room for a letter. */
const letterWidth = 16;

export interface StripData {
  readonly runs: readonly DataRun[];
  readonly states: readonly string[];
  /** Seconds. */
  readonly from: number;
  readonly to: number;
}

export function drawStrip(sheet: Sheet, strip: StripData, colours: Colours): void {
  const { context, width, height } = sheet;
  const columns = columnsOf({ ...strip, width });
  for (const column of columns) drawColumn(sheet, column, strip.states, colours);
  context.font = '600 10px ui-sans-serif, system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { x, width: wide, seconds } of columns) {
    const [only, ...others] = strip.states.filter((_, index) => (seconds[index] ?? 0) > 0);
    if (only === undefined || others.length > 0 || wide < letterWidth) continue;
    const { letter, height: high } = lookOf(only);
    if (letter === undefined || high * height < 12) continue;
    context.fillStyle = colours('letter');
    context.fillText(letter, x + wide / 2, height - (high * height) / 2 + 0.5);
  }
}

/**
 * The states of a column, the worst last. Where it is well most of the time, what is wrong stands as a spike on the band
 * of what is well, as high as its part of the time; the more of it, the more of the band it takes.
 */
function drawColumn({ context, height, width }: Sheet, column: Column, states: readonly string[], colours: Colours) {
  const band = healthyHeight * height;
  const present = states.flatMap((state, index) => {
    const seconds = column.seconds[index] ?? 0;
    return seconds > 0 ? [{ look: lookOf(state), seconds }] : [];
  });
  let left = present.reduce((sum, { seconds }) => sum + seconds, 0);
  const whole = left;
  for (const { look, seconds } of present) {
    const share = left / whole;
    left -= seconds;
    const isTrouble = look.height > healthyHeight;
    const wide = isTrouble ? Math.max(minTrouble.width, column.width) : column.width;
    const x = Math.min(column.x, width - wide);
    const isSpike = isTrouble && present.length > 1;
    const spike = Math.max(minTrouble.height, share * (look.height * height - band));
    const top = isSpike ? height - band - spike : height - look.height * height;
    const bottom = isSpike ? height - band * (1 - share) : height;
    if (isTrouble) {
      // A seam in the colour of the ground: two that touch stay two, whatever their colours.
      context.fillStyle = colours('paper');
      context.fillRect(x - 1, top - 1, wide + 2, bottom - top + 1);
    }
    context.fillStyle = colours(look.colour);
    context.fillRect(x, top, wide, bottom - top);
  }
}
