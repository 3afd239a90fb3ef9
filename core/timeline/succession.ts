import type { Status } from '../cluster/known-instance.ts';
import { beginOf, endOf, type Track } from './tracks.ts';

/** A process for as long as a lane is its own; times in milliseconds since 1970. */
export interface Tenure {
  readonly track: Track;
  readonly from: number;
  readonly to: number;
  readonly isFirst: boolean;
}

/**
 * Which process followed which. A link that a check has stored counts first; else a process goes on where another one
 * with the same place had come to its end, however long the place was empty, or not looked at, in between.
 */
export function successionsOf(tracks: readonly Track[]): ReadonlyArray<readonly Tenure[]> {
  const inOrder = [...tracks].sort((a, b) => beginOf(a) - beginOf(b) || compare(a.id, b.id));
  const next = linksOf(inOrder);
  const isFollowing = new Set([...next.values()].map(({ track }) => track));
  const lanes: Tenure[][] = [];
  const placed = new Set<Track>();
  const walk = (first: Track): void => {
    const tenures: Tenure[] = [];
    let [track, from, isFirst] = [first, -Infinity, true];
    for (;;) {
      placed.add(track);
      const follower = next.get(track);
      const isLast = follower === undefined || placed.has(follower.track);
      tenures.push({ track, from, to: isLast ? Infinity : follower.from, isFirst });
      if (isLast) break;
      const back = returnOf(track, follower.from);
      if (back !== null) lanes.push([{ track, from: back, to: Infinity, isFirst: true }]);
      [track, from, isFirst] = [follower.track, Math.max(from, follower.from), false];
    }
    lanes.push(tenures);
  };
  for (const track of inOrder) if (!isFollowing.has(track)) walk(track);
  // Two that replaced each other by turns have no first.
  for (const track of inOrder) if (!placed.has(track)) walk(track);
  return lanes;
}

interface Link {
  readonly track: Track;
  /** When it took over. */
  readonly from: number;
}

function linksOf(inOrder: readonly Track[]): ReadonlyMap<Track, Link> {
  const byId = new Map(inOrder.map((track) => [track.id, track]));
  const next = new Map<Track, Link>();
  const follows = new Set<Track>();
  const link = (before: Track, track: Track, from: number): void => {
    next.set(before, { track, from });
    follows.add(track);
  };
  for (const track of inOrder) {
    const before = byId.get(track.replaces ?? '');
    if (before === undefined || before === track || next.has(before)) continue;
    link(before, track, Math.max(beginOf(track), lostAt(before)));
  }
  const lastAt = new Map<string, Track>();
  for (const track of inOrder) {
    if (track.place === null) continue;
    const before = lastAt.get(track.place);
    lastAt.set(track.place, track);
    if (before === undefined || follows.has(track) || next.has(before)) continue;
    if (isOver(before, beginOf(track))) link(before, track, beginOf(track));
  }
  return next;
}

const lost: readonly Status[] = ['missing', 'unresponsive', 'replaced'];

/** From when on a process was lost, up to when it was replaced; its end where it was not. */
function lostAt(track: Track): number {
  const { stretches } = track;
  const replaced = stretches.findIndex(({ state }) => state === 'replaced');
  let index = replaced === -1 ? stretches.length : replaced;
  const at = stretches[index]?.from ?? endOf(track);
  let since = at;
  for (index -= 1; index >= 0; index -= 1) {
    const stretch = stretches[index];
    if (stretch === undefined || !lost.includes(stretch.state)) break;
    since = stretch.from;
  }
  return since;
}

/** Whether a process was not seen well any more from then on. */
const isOver = ({ stretches }: Track, at: number): boolean =>
  stretches.every(({ to, state, mixed }) => to <= at || (mixed === null && lost.includes(state)));

/** When a process that was replaced was there again; null where it never was. */
function returnOf(track: Track, at: number): number | null {
  const replaced = track.stretches.findIndex(({ from, state }) => from >= at - 1 && state === 'replaced');
  if (replaced === -1) return null;
  const back = track.stretches.slice(replaced).find(({ state }) => state !== 'replaced');
  return back === undefined || endOf(track) <= back.from ? null : back.from;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
