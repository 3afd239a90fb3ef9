import { plusSeconds, secondsBetween, type Timestamp } from '../base/time.ts';

/**
 * One figure of one process over time, thinned: the lowest and the highest value of each of at most 49 equal pieces
 * of time, the last of which is not over. Null where no value came in that piece.
 */
export interface Series {
  /** When the first value came. */
  readonly begunAt: Timestamp;
  /** When the first piece begins. */
  readonly since: Timestamp;
  readonly pieceSeconds: number;
  /** In MiB, to the tenth: an item holds as many of these as there are instances. */
  readonly lowsMiB: ReadonlyArray<number | null>;
  readonly highsMiB: ReadonlyArray<number | null>;
  /** The highest level of what is too old to be kept, as `levelOf` has it; null where there is none. */
  readonly formerPeakMiB: number | null;
}

/** So many pieces are over at most: two times as far back as a forecast looks ahead. */
export const maxPieces = 48;
const piecesPerQuarter = maxPieces / 4;

export const mebibyte = 1024 * 1024;

/** The series with one more value, which is not older than any of it. */
export function extended(series: Series | null, bytes: number, pieceSeconds: number, at: Timestamp): Series {
  const value = Math.round((10 * bytes) / mebibyte) / 10;
  const continued = series === null ? null : forgetting(series, pieceSeconds, at);
  if (continued === null) {
    const formerPeakMiB = series === null ? null : peakOf(series.lowsMiB, series.formerPeakMiB);
    return {
      begunAt: series?.begunAt ?? at,
      since: at,
      pieceSeconds,
      lowsMiB: [value],
      highsMiB: [value],
      formerPeakMiB,
    };
  }
  const place = placeOf(continued, at);
  return {
    ...continued,
    lowsMiB: withValue(continued.lowsMiB, place, value, Math.min),
    highsMiB: withValue(continued.highsMiB, place, value, Math.max),
  };
}

const placeOf = ({ since, pieceSeconds }: Series, at: Timestamp): number =>
  Math.max(0, Math.floor(secondsBetween(since, at) / pieceSeconds));

const withValue = (
  values: ReadonlyArray<number | null>,
  place: number,
  value: number,
  choose: (a: number, b: number) => number,
): ReadonlyArray<number | null> =>
  Array.from({ length: Math.max(values.length, place + 1) }, (_, index) => {
    const known = values[index] ?? null;
    if (index !== place) return known;
    return known === null ? value : choose(known, value);
  });

/** Without the pieces that are too old at that time; null where none is left, or where pieces were of another length. */
function forgetting(series: Series, pieceSeconds: number, at: Timestamp): Series | null {
  const tooMany = placeOf(series, at) - maxPieces;
  if (tooMany <= 0) return series.pieceSeconds === pieceSeconds ? series : null;
  if (tooMany >= series.lowsMiB.length || series.pieceSeconds !== pieceSeconds) return null;
  return {
    begunAt: series.begunAt,
    since: plusSeconds(series.since, tooMany * pieceSeconds),
    pieceSeconds,
    lowsMiB: series.lowsMiB.slice(tooMany),
    highsMiB: series.highsMiB.slice(tooMany),
    formerPeakMiB: peakOf(series.lowsMiB.slice(0, piecesPerQuarter + tooMany), series.formerPeakMiB),
  };
}

/** The level of a quarter of a series: the lowest of its lows, which is what was left after garbage was collected. */
export const levelOf = (lows: ReadonlyArray<number | null>): number | null => {
  const known = lows.filter((low) => low !== null);
  return known.length === 0 ? null : Math.min(...known);
};

/** The highest level of these lows, taken so many together, and of what came before them. @param pieces a quarter */
export function peakOf(
  lows: ReadonlyArray<number | null>,
  former: number | null,
  pieces = piecesPerQuarter,
): number | null {
  // What is shorter than that is no level of its own: it may be all of it on the rise of one tooth.
  const parts = Math.max(1, Math.floor(lows.length / pieces));
  const levels = Array.from({ length: parts }, (_, part) =>
    levelOf(lows.slice(part * pieces, part === parts - 1 ? undefined : (part + 1) * pieces)),
  );
  const known = [...levels, former].filter((level) => level !== null);
  return known.length === 0 ? null : Math.max(...known);
}
