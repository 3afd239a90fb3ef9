import type { BrokenConnection } from './connections.ts';

/** Broken connections that hang together: one cause, as far as anyone can tell. */
export interface Partition {
  readonly connections: readonly BrokenConnection[];
  /** Every instance at an end of one of them. */
  readonly ends: ReadonlySet<string>;
}

/**
 * Groups broken connections that share an instance.
 *
 * @param together sets of instances that belong to one group although the connections between them may have healed
 */
export function groupConnections(
  connections: readonly BrokenConnection[],
  together: ReadonlyArray<readonly string[]>,
): Partition[] {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    return root;
  };
  const join = (a: string, b: string): void => {
    const [rootA, rootB] = [rootOf(a), rootOf(b)];
    if (rootA !== rootB) parents.set(rootB, rootA);
  };
  for (const { observer, peer } of connections) join(observer, peer);
  for (const [first, ...rest] of together) {
    if (first !== undefined) for (const other of rest) join(first, other);
  }

  const groups = new Map<string, BrokenConnection[]>();
  for (const connection of connections) {
    const root = rootOf(connection.observer);
    const group = groups.get(root) ?? [];
    group.push(connection);
    groups.set(root, group);
  }
  return [...groups.values()].map((group) => ({
    connections: group,
    ends: new Set(group.flatMap(({ observer, peer }) => [observer, peer])),
  }));
}

/**
 * The instances to name: where the broken connections all run between two sides, the smaller side is what is cut
 * off; where neither is smaller, or there are no two sides, all of them are named.
 */
export function nameCutOff({ connections, ends }: Partition): string[] {
  const sides = twoSides(connections, ends);
  const [smaller, larger] = sides === null ? [[], []] : sides.sort((a, b) => a.length - b.length);
  return (smaller.length < larger.length ? smaller : [...ends]).sort();
}

/** The ends in two sides with no broken connection inside either; null where that cannot be. */
function twoSides(
  connections: readonly BrokenConnection[],
  ends: ReadonlySet<string>,
): [left: string[], right: string[]] | null {
  const neighbours = new Map<string, string[]>([...ends].map((id) => [id, []]));
  for (const { observer, peer } of connections) {
    neighbours.get(observer)?.push(peer);
    neighbours.get(peer)?.push(observer);
  }
  const sideOf = new Map<string, 0 | 1>();
  for (const start of ends) {
    if (sideOf.has(start)) continue;
    sideOf.set(start, 0);
    const open = [start];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const otherSide = sideOf.get(id) === 0 ? 1 : 0;
      for (const neighbour of neighbours.get(id) ?? []) {
        const side = sideOf.get(neighbour);
        if (side !== undefined && side !== otherSide) return null;
        if (side === undefined) {
          sideOf.set(neighbour, otherSide);
          open.push(neighbour);
        }
      }
    }
  }
  const idsOn = (side: 0 | 1): string[] => [...ends].filter((id) => sideOf.get(id) === side);
  return [idsOn(0), idsOn(1)];
}
