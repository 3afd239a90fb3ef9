import type { Colours, Sheet } from './canvas.ts';

/** What a chart is drawn in: the seconds that are shown, and the highest value. */
export interface Frame {
  readonly from: number;
  readonly to: number;
  readonly max: number;
  /** What is written at a value. */
  readonly label: (value: number) => string;
}

/** A value from a moment to another; null where there is none. */
export type Step = readonly [from: number, to: number, value: number | null];

const top = 8;

const xOf = ({ width }: Sheet, { from, to }: Frame, at: number): number => ((at - from) / (to - from)) * width;
const yOf = ({ height }: Sheet, { max }: Frame, value: number): number =>
  height - (Math.min(value, max) / max) * (height - top);

/** Two or three round values up to the highest. */
export function roundValues(max: number, isWhole = false): readonly number[] {
  const rough = max / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  const used = isWhole ? Math.max(1, Math.round(step)) : step;
  return Array.from({ length: Math.floor(max / used + 1e-9) }, (_, index) => (index + 1) * used);
}

/** Lines at round values. */
export function drawGrid(sheet: Sheet, frame: Frame, values: readonly number[], colours: Colours): void {
  const { context, width } = sheet;
  context.fillStyle = colours('line');
  for (const value of [0, ...values])
    context.fillRect(0, Math.round(yOf(sheet, frame, value)) - (value === 0 ? 1 : 0), width, 1);
}

/** What the lines stand for: written last, or what is drawn after it runs through it. */
export function drawLabels(sheet: Sheet, frame: Frame, values: readonly number[], colours: Colours): void {
  const { context, height } = sheet;
  context.font = '11px ui-sans-serif, system-ui, sans-serif';
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  for (const value of values) {
    const text = frame.label(value);
    const y = Math.min(height, yOf(sheet, frame, value) - 1);
    context.lineWidth = 3;
    context.strokeStyle = colours('paper');
    context.strokeText(text, 2, Math.max(12, y));
    context.fillStyle = colours('soft');
    context.fillText(text, 2, Math.max(12, y));
  }
}

/** The area below a value, or between two. */
export function drawArea(
  sheet: Sheet,
  frame: Frame,
  steps: readonly Step[],
  colour: string,
  low?: readonly Step[],
): void {
  const { context } = sheet;
  context.fillStyle = colour;
  steps.forEach(([from, to, value], index) => {
    if (value === null) return;
    const [left, right] = [xOf(sheet, frame, from), xOf(sheet, frame, to)];
    const bottom = low === undefined ? sheet.height : yOf(sheet, frame, low[index]?.[2] ?? 0);
    const y = yOf(sheet, frame, value);
    context.fillRect(left, y, Math.max(1, right - left + 0.4), Math.max(1, bottom - y));
  });
}

/** A line through the middles, broken where there is no value or much time between two. */
export function drawLine(sheet: Sheet, frame: Frame, steps: readonly Step[], colour: string, thickness = 1.6): void {
  const { context } = sheet;
  context.strokeStyle = colour;
  context.lineWidth = thickness;
  context.lineJoin = 'round';
  context.beginPath();
  let before: Step | null = null;
  for (const step of steps) {
    const [from, to, value] = step;
    if (value !== null) {
      const [x, y] = [xOf(sheet, frame, (from + to) / 2), yOf(sheet, frame, value)];
      const goesOn = before !== null && before[2] !== null && from - before[1] <= 2 * (to - from);
      if (goesOn) context.lineTo(x, y);
      else {
        context.moveTo(x - 0.5, y);
        context.lineTo(x + 0.5, y);
      }
    }
    before = step;
  }
  context.stroke();
}

/** Marks at the upper edge: as wide as their time, and never too narrow to see. */
export function drawMarks(
  sheet: Sheet,
  frame: Frame,
  spans: ReadonlyArray<readonly [number, number]>,
  colour: string,
): void {
  sheet.context.fillStyle = colour;
  for (const [from, to] of spans) {
    const [left, right] = [xOf(sheet, frame, from), xOf(sheet, frame, to)];
    sheet.context.fillRect(left, 0, Math.max(2, right - left), 5);
  }
}
