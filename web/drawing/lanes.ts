import { durationText } from '../../core/text/duration-text.ts';
import { listed } from '../../core/text/words.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { availabilityOf, availabilityText } from '../../core/timeline/availability.ts';
import { type Lane, type LaneState, laneStates, type Run, type Seconds } from '../../core/timeline/model.ts';
import { markup, type Markup } from './markup.ts';
import { box, percent, sign, strip } from './shapes.ts';
import { type StateBox, thinShapes } from './thin-shapes.ts';
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

/** Of so many narrow runs, each can still be pointed at. */
const maxPointed = 60;
const narrowPercent = 0.5;

const laneStrip = (lane: Lane, scale: TimeScale): Markup => {
  const runs = drawableRuns(lane.runs.map(visibleRun), scale);
  const narrow = runs.filter(({ from, to }) => scale.percentAt(to) - scale.percentAt(from) < narrowPercent);
  const thin = new Set(narrow.length > maxPointed ? narrow : []);
  const shown = runs
    .filter((run) => !thin.has(run))
    .sort((a, b) => laneStates.indexOf(a.state) - laneStates.indexOf(b.state));
  return strip(height, laneInWords(lane, scale), [
    ground(scale, height),
    ...shown.filter((run) => !isTrouble(run)).map((run) => runShape(run, scale)),
    ...thinParts(
      [...thin].flatMap((run) => boxesOf(run, scale)),
      height,
    ),
    ...takeovers(lane, scale),
    ...shown.filter(isTrouble).map((run) => runShape(run, scale)),
  ]);
};

const thinParts = (boxes: readonly StateBox[], tall: number): readonly Markup[] => {
  const shapes = thinShapes(boxes, tall);
  return shapes === null ? [] : [shapes];
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

/** What is drawn of a run, best state first. */
function boxesOf(run: Run<LaneState>, scale: TimeScale): readonly StateBox[] {
  const x = scale.percentAt(run.from);
  const width = scale.percentAt(run.to) - x;
  if (isTrouble(run) && width < hairPercent) {
    return [{ state: run.state, x, width: hairPercent, y: height - hairHeight, height: hairHeight }];
  }
  return run.mixed === null ? [{ state: run.state, x, width, y: 0, height }] : mixedBoxes(run.mixed, { x, width });
}

const runShape = (run: Run<LaneState>, scale: TimeScale): Markup => {
  const title = `${runText(run)}: ${stretchText(run.from, run.to, scale.zone)} (${durationText(secondsBetween(run.from, run.to))})`;
  const boxes = boxesOf(run, scale);
  const shapes = boxes.map(({ state, ...place }) => box(place, state, title));
  const { letter } = laneSaid[run.state];
  const [only] = boxes;
  return letter === null || run.mixed !== null || only === undefined || only.width < letterPercent
    ? markup`${shapes}`
    : markup`${shapes}${letterAt(letter, only.x + only.width / 2, run.state)}`;
};

const letterAt = (letter: string, x: number, state: LaneState): Markup =>
  markup`<text class="rca-letter rca-letter-${state}" x="${percent(x)}" y="15.5" aria-hidden="true">${letter}</text>`;

/** What is not wrong and has no pixel of the height in a run of several states. */
const isInvisible = (state: LaneState, share: number): boolean =>
  state !== 'healthy' && !troubles.has(state) && share * height < 1;

const troubles: ReadonlySet<LaneState> = new Set(['unknown', 'disconnected', 'unresponsive', 'missing']);

const wholeOf = (seconds: Seconds<LaneState>): number =>
  laneStates.reduce((total, state) => total + (seconds[state] ?? 0), 0);

/** A run of which only one state can be seen is drawn as that state alone. */
function visibleRun(run: Run<LaneState>): Run<LaneState> {
  const { mixed } = run;
  if (mixed === null) return run;
  const whole = wholeOf(mixed);
  const [only, ...others] = laneStates.filter(
    (state) => (mixed[state] ?? 0) > 0 && !isInvisible(state, (mixed[state] ?? 0) / whole),
  );
  return only === undefined || others.length > 0 ? run : { ...run, state: only, mixed: null };
}

/** Where it changed too often: each state as high as its part of the time, the worst on top and never too low to see. */
function mixedBoxes(
  seconds: Seconds<LaneState>,
  at: { readonly x: number; readonly width: number },
): readonly StateBox[] {
  const whole = wholeOf(seconds);
  const shareOf = (state: LaneState): number => (seconds[state] ?? 0) / whole;
  const states = laneStates.filter((state) => shareOf(state) > 0 && !isInvisible(state, shareOf(state)));
  let bottom = height;
  return states.map((state, index) => {
    const above = states.length - 1 - index;
    const top = above === 0 ? 0 : Math.max(3 * above, bottom - Math.max(3, height * shareOf(state)));
    const part = { ...at, state, y: top, height: bottom - top };
    bottom = top;
    return part;
  });
}

export const runText = (run: Run<LaneState>): string =>
  run.mixed === null ? laneSaid[run.state].label : secondsText(run.mixed);

/** `unresponsive for 3 min, healthy for 2 h`, the worst first. */
const secondsText = (seconds: Seconds<LaneState>): string =>
  [...laneStates]
    .reverse()
    .filter((state) => (seconds[state] ?? 0) > 0)
    .map((state) => `${laneSaid[state].label} for ${durationText(seconds[state] ?? 0)}`)
    .join(', ');

/** Signs that are closer to the one before them would make a smear. */
const takeoverPercent = 1.2;

const takeovers = ({ processes }: Lane, scale: TimeScale): Markup[] => {
  let last = -Infinity;
  return processes.slice(1).flatMap((process, index) => {
    const { tookOverAt } = process;
    if (tookOverAt === null || secondsBetween(scale.since, tookOverAt) < 0) return [];
    const x = scale.percentAt(tookOverAt);
    if (x - last < takeoverPercent) return [];
    last = x;
    const before = processes[index]?.name ?? '';
    const title = `${process.name} took the place of ${before === process.name ? 'the process before it' : before}: ${momentText(tookOverAt, scale.zone)}`;
    return [
      markup`<line class="rca-takeover-line" x1="${percent(x)}" x2="${percent(x)}" y1="0" y2="${height}" />`,
      sign(x, 0, 'takeover', 'M-5-3H5L0 5z', title),
    ];
  });
};

const maxTroubles = 5;

/** A lane for somebody who does not see it. */
const laneInWords = (lane: Lane, scale: TimeScale): string => {
  // Of a year, there are hundreds: those that are not named are only counted.
  const title = lane.runs
    .filter(isTrouble)
    .map((run, index) => (index < maxTroubles ? `${runText(run)} ${runTimes(run, scale)}` : ''));
  const rest = title.length === 0 ? 'nothing was wrong with it' : listed(title, maxTroubles);
  return `${lane.name}, healthy ${availabilityText(availabilityOf(lane))} of the time seen: ${rest}`;
};

const runTimes = ({ from, to }: { readonly from: Timestamp; readonly to: Timestamp }, { zone }: TimeScale): string =>
  `${stretchText(from, to, zone)} ${zone.label}`;
