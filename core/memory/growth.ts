import { secondsBetween, type Timestamp } from '../base/time.ts';
import { levelOf, mebibyte, maxPieces, peakOf, type Series } from './series.ts';

/** When growth that goes on as it did ends at a limit. */
export interface Forecast {
  readonly bytesPerHour: number;
  /** From now on. */
  readonly reachedInSeconds: number;
  /** The range that four of five pairs of moments agree on; `latestSeconds` is null where it is open. */
  readonly earliestSeconds: number;
  readonly latestSeconds: number | null;
}

/** What a forecast rests on reaches back as far as it looks ahead, and is made of so many pieces. */
export const minForecastChecks = maxPieces / 2;
/** That many of them must hold a value. */
const minForecastPoints = 0.6;
/** Garbage is collected within this many pieces: the lowest of them is what was left after a collection. */
const piecesPerLow = 4;
/** A quarter in which a process grew less than this part of what is usual was one in which it did not grow. */
const minGrowthShare = 0.4;
/**
 * For how many times as long as it looks ahead a process must have been watched: with the default, for a day. A morning
 * that gets busy looks like a leak where the one before was not seen.
 */
const minWatchedTimes = 4;
/** How far apart the ends of a slope are at least, as a part of the whole. */
const minSlopeSpan = 0.25;
/** So many pieces show how high the teeth of garbage collection stand. */
const piecesPerCrest = 6;
const [lowQuantile, highQuantile] = [0.1, 0.9];

interface Point {
  readonly hours: number;
  readonly mebibytes: number;
}

/**
 * How long it takes a process to reach a limit, if it is growing for good; null where it is not, or that cannot be known.
 *
 * A process grows for good if what is left after garbage collection has risen through each quarter of the time looked
 * at, and beyond what it had ever been before that: a morning that gets busy, a cache that fills, and the teeth of
 * garbage collection all fail that. The line is a Theil–Sen fit through the lows, which no single value sways; what is
 * killed is killed at a crest, so the teeth are set upon it.
 */
export function forecastOf(series: Series, limitBytes: number, at: Timestamp): Forecast | null {
  const watchedSeconds = secondsBetween(series.begunAt, at);
  if (watchedSeconds < minWatchedTimes * (maxPieces / 2) * series.pieceSeconds) return null;
  const over = series.lowsMiB.slice(0, -1);
  for (const pieces of [maxPieces, maxPieces / 2]) {
    const from = over.length - pieces;
    if (from < 0) continue;
    if (!growsForGood(series, from)) continue;
    const lows = pointsOf(over, series, at).slice(from);
    const highs = pointsOf(series.highsMiB, series, at).slice(from);
    return forecastFrom(
      present(extremes(lows, piecesPerLow, lowest)),
      present(extremes(highs, piecesPerCrest, highest)),
      limitBytes / mebibyte,
    );
  }
  return null;
}

type MaybePoint = Point | null;

const present = (points: readonly MaybePoint[]): Point[] => points.filter((point) => point !== null);

/** Hours count from now: they are negative. */
const pointsOf = (values: ReadonlyArray<number | null>, { since, pieceSeconds }: Series, at: Timestamp): MaybePoint[] =>
  values.map((mebibytes, place) =>
    mebibytes === null ? null : { mebibytes, hours: ((place + 0.5) * pieceSeconds - secondsBetween(since, at)) / 3600 },
  );

const extremeBy =
  (isBeyond: (point: Point, other: Point) => boolean) =>
  (points: readonly MaybePoint[]): MaybePoint =>
    points.reduce((max, point) => (max === null || (point !== null && isBeyond(point, max)) ? point : max), null);

const lowest = extremeBy((point, other) => point.mebibytes < other.mebibytes);
const highest = extremeBy((point, other) => point.mebibytes > other.mebibytes);

const extremes = (
  points: readonly MaybePoint[],
  pieces: number,
  extreme: (part: readonly MaybePoint[]) => MaybePoint,
): MaybePoint[] => inParts(points, points.length / pieces).map(extreme);

const inParts = <Item>(items: readonly Item[], parts: number): Item[][] =>
  Array.from({ length: parts }, (_, part) =>
    items.slice(Math.round((part * items.length) / parts), Math.round(((part + 1) * items.length) / parts)),
  );

function growsForGood({ lowsMiB, formerPeakMiB }: Series, from: number): boolean {
  const lows = lowsMiB.slice(from, -1);
  if (lows.filter((low) => low !== null).length < minForecastPoints * lows.length) return false;
  const [first = null, second = null, third = null, fourth = null] = inParts(lows, 4).map(levelOf);
  if (first === null || second === null || third === null || fourth === null) return false;
  const usual = (fourth - first) / 3;
  const steps = [second - first, third - second, fourth - third];
  // Quarters of the shorter time may be shorter than a tooth: there, each low counts by itself.
  const former = peakOf(lowsMiB.slice(0, from), formerPeakMiB, lows.length < maxPieces ? 1 : undefined);
  // All but the first of it is beyond what was before: a peak like that of the day before is not.
  const isNew = former === null || second > former;
  const slows = fourth - third < minGrowthShare * (second - first);
  return usual > 0 && isNew && !slows && steps.every((step) => step >= minGrowthShare * usual);
}

function forecastFrom(lows: readonly Point[], highs: readonly Point[], limitMiB: number): Forecast | null {
  const slopes = slopesOf(lows);
  const slope = quantile(slopes, 0.5);
  if (slope === null || slope <= 0) return null;
  // Growth that gathers pace has left the line by now: what was seen last says where it stands.
  const latest = lows.slice(-Math.ceil(lows.length / 3));
  const base =
    quantile(
      latest.map(({ hours, mebibytes }) => mebibytes - slope * hours),
      0.5,
    ) ?? 0;
  const crest =
    quantile(
      highs.map(({ hours, mebibytes }) => mebibytes - (base + slope * hours)),
      0.5,
    ) ?? 0;
  const left = Math.max(0, limitMiB - base - Math.max(0, crest));
  const [slowest, fastest] = [quantile(slopes, lowQuantile) ?? slope, quantile(slopes, highQuantile) ?? slope];
  return {
    bytesPerHour: Math.round(slope * mebibyte),
    reachedInSeconds: Math.round((3600 * left) / slope),
    earliestSeconds: Math.round((3600 * left) / fastest),
    latestSeconds: slowest <= 0 ? null : Math.round((3600 * left) / slowest),
  };
}

/** In MiB an hour, between any two points that are far enough apart. */
function slopesOf(points: readonly Point[]): number[] {
  const span = (points.at(-1)?.hours ?? 0) - (points[0]?.hours ?? 0);
  return points.flatMap((one, index) =>
    points
      .slice(index + 1)
      .filter((other) => other.hours - one.hours >= minSlopeSpan * span)
      .map((other) => (other.mebibytes - one.mebibytes) / (other.hours - one.hours)),
  );
}

function quantile(values: readonly number[], part: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round(part * (sorted.length - 1))] ?? null;
}
