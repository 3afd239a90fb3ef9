import { durationText } from '../../core/text/duration-text.ts';
import { listed } from '../../core/text/words.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { availabilityOf, availabilityText } from '../../core/timeline/availability.ts';
import { type Lane, type LaneState, laneStates, type Run, type Seconds } from '../../core/timeline/model.ts';
import { markup, type Markup } from './markup.ts';
import { box, percent, sign, strip } from './shapes.ts';
import { countedProcesses, laneSaid } from './states.ts';
import { momentText, stretchText, type TimeScale } from './time-axis.ts';

const height = 22;
/** Trouble that is shorter than a screen can show is drawn as a hair, and lower: it can be found, and takes no room. */
const hairPercent = 0.12;
const hairHeight = 9;
/** What is shorter and no trouble is not drawn, and what goes on after it is one. */
const invisiblePercent = 0.06;
/** From this width on there is room for a letter, also on a phone. */
const letterPercent = 3.2;

/** The row of an instance: its name, how available it was, and how it was through time. */
export const laneRow = (lane: Lane, scale: TimeScale): Markup =>
  markup`<li class="rca-row">
    <div class="rca-name">${lane.name}${succession(lane)}</div>
    <div class="rca-figure">${availabilityText(availabilityOf(lane))}</div>
    <div class="rca-chart">${laneStrip(lane, scale)}</div>
  </li>`;

const succession = ({ processes, omittedProcesses }: Lane): Markup | null => {
  const count = processes.length + omittedProcesses;
  return count < 2 ? null : markup`<small>${countedProcesses(count)}, one after the other</small>`;
};

const laneStrip = (lane: Lane, scale: TimeScale): Markup => {
  const runs = drawableRuns(lane.runs, scale);
  const worstLast = [...runs].sort((a, b) => laneStates.indexOf(a.state) - laneStates.indexOf(b.state));
  return strip(height, laneInWords(lane, scale), [
    ground(scale, height),
    ...worstLast.filter((run) => !isTrouble(run)).map((run) => runShape(run, scale)),
    ...takeovers(lane, scale),
    ...worstLast.filter(isTrouble).map((run) => runShape(run, scale)),
  ]);
};

/** Where nothing is drawn, with the times of the axis. */
export const ground = (scale: TimeScale, groundHeight: number): Markup =>
  markup`<rect class="rca-ground" width="100%" height="${groundHeight}" rx="3" />${scale
    .ticks()
    .map(({ at }) => gridLine(scale.percentAt(at), groundHeight))}`;

const gridLine = (x: number, length: number): Markup =>
  markup`<line class="rca-grid" x1="${percent(x)}" x2="${percent(x)}" y1="0" y2="${length}" />`;

/** Without what no screen shows; the same state before and after it is one run. */
function drawableRuns(runs: ReadonlyArray<Run<LaneState>>, scale: TimeScale): ReadonlyArray<Run<LaneState>> {
  const widthOf = (from: Timestamp, to: Timestamp): number => scale.percentAt(to) - scale.percentAt(from);
  const drawn: Array<Run<LaneState>> = [];
  /** Where the last one is that is no hair. */
  let index = -1;
  for (const run of runs) {
    if (!isTrouble(run) && widthOf(run.from, run.to) < invisiblePercent) continue;
    const last = drawn[index];
    const isOne = last?.state === run.state && last.mixed === null && run.mixed === null && !isTrouble(run);
    if (last !== undefined && isOne && widthOf(last.to, run.from) < invisiblePercent + hairPercent) {
      drawn[index] = { ...last, to: run.to };
    } else {
      if (!isHair(run, widthOf)) index = drawn.length;
      drawn.push(run);
    }
  }
  return drawn;
}

const isHair = (run: Run<LaneState>, widthOf: (from: Timestamp, to: Timestamp) => number): boolean =>
  isTrouble(run) && widthOf(run.from, run.to) < hairPercent;

const isTrouble = ({ state }: Run<LaneState>): boolean => state !== 'healthy' && state !== 'unseen';

const runShape = (run: Run<LaneState>, scale: TimeScale): Markup => {
  const x = scale.percentAt(run.from);
  const width = scale.percentAt(run.to) - x;
  const title = `${runText(run)}: ${stretchText(run.from, run.to, scale.zone)} (${durationText(secondsBetween(run.from, run.to))})`;
  if (isTrouble(run) && width < hairPercent) {
    return box({ x, width: hairPercent, y: height - hairHeight, height: hairHeight }, run.state, title);
  }
  if (run.mixed !== null) return mixedShape(run.mixed, { x, width }, title);
  const { letter } = laneSaid[run.state];
  const shape = box({ x, width, y: 0, height }, run.state, title);
  return letter === null || width < letterPercent
    ? shape
    : markup`${shape}${letterAt(letter, x + width / 2, run.state)}`;
};

const letterAt = (letter: string, x: number, state: LaneState): Markup =>
  markup`<text class="rca-letter rca-letter-${state}" x="${percent(x)}" y="15.5" aria-hidden="true">${letter}</text>`;

/** Where it changed too often: each state as high as its part of the time, the worst on top and never too low to see. */
const mixedShape = (
  seconds: Seconds<LaneState>,
  at: { readonly x: number; readonly width: number },
  title: string,
): Markup => {
  const states = laneStates.filter((state) => (seconds[state] ?? 0) > 0);
  const whole = states.reduce((total, state) => total + (seconds[state] ?? 0), 0);
  let bottom = height;
  const shapes = states.map((state, index) => {
    const isTop = index === states.length - 1;
    const share = Math.max(3, (height * (seconds[state] ?? 0)) / whole);
    const top = isTop ? 0 : Math.max(3 * (states.length - 1 - index), bottom - share);
    const shape = box({ ...at, y: top, height: bottom - top }, state, title);
    bottom = top;
    return shape;
  });
  return markup`${shapes}`;
};

export const runText = (run: Run<LaneState>): string =>
  run.mixed === null ? laneSaid[run.state].label : secondsText(run.mixed);

/** `unresponsive for 3 min, healthy for 2 h`, the worst first. */
const secondsText = (seconds: Seconds<LaneState>): string =>
  [...laneStates]
    .reverse()
    .filter((state) => (seconds[state] ?? 0) > 0)
    .map((state) => `${laneSaid[state].label} for ${durationText(seconds[state] ?? 0)}`)
    .join(', ');

const takeovers = ({ processes }: Lane, scale: TimeScale): Markup[] =>
  processes.slice(1).flatMap((process, index) => {
    const { tookOverAt } = process;
    if (tookOverAt === null || secondsBetween(scale.since, tookOverAt) < 0) return [];
    const before = processes[index]?.name ?? '';
    const title = `${process.name} took the place of ${before === process.name ? 'the process before it' : before}: ${momentText(tookOverAt, scale.zone)}`;
    const x = scale.percentAt(tookOverAt);
    return [
      markup`<line class="rca-takeover-line" x1="${percent(x)}" x2="${percent(x)}" y1="0" y2="${height}" />`,
      sign(x, 0, 'takeover', 'M-5-3H5L0 5z', title),
    ];
  });

const maxTroubles = 5;

/** A lane for somebody who does not see it. */
const laneInWords = (lane: Lane, scale: TimeScale): string => {
  const troubles = lane.runs.filter(isTrouble);
  // Of a year, there are thousands: those that are not named are only counted.
  const title = troubles.map((run, index) => (index < maxTroubles ? `${runText(run)} ${runTimes(run, scale)}` : ''));
  const rest = title.length === 0 ? 'nothing was wrong with it' : listed(title, maxTroubles);
  return `${lane.name}, healthy ${availabilityText(availabilityOf(lane))} of the time seen: ${rest}`;
};

const runTimes = ({ from, to }: { readonly from: Timestamp; readonly to: Timestamp }, { zone }: TimeScale): string =>
  `${stretchText(from, to, zone)} ${zone.label}`;
