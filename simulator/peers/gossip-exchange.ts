import { type NodeState, type NodeTables, notYetTalkedTo } from './node-tables.ts';

/** Something that a node learns from a talk; `self`: with which number it contradicts what others say about it. */
type Learned =
  | { readonly who: string; readonly of: string; readonly belief: NodeState }
  | { readonly who: string; readonly self: number };

interface Talkers {
  readonly tables: NodeTables;
  /** The nodes that have removed themselves, and say nothing of themselves any more. */
  readonly selfRemoved: ReadonlySet<string>;
}

/**
 * What two nodes learn where one asks the other, by the rules of Moleculer's TCP transporter: the higher number is
 * believed; of two with the same number the bad news; and a node that hears that it is gone takes the next higher
 * number and says that it is there.
 */
export function talk({ tables, selfRemoved }: Talkers, asker: string, asked: string): readonly Learned[] {
  const learned: Learned[] = [];
  const stateHeldBy = (who: string, of: string): NodeState | null => {
    if (who !== of) return tables.belief(who, of);
    return selfRemoved.has(who) ? null : { available: true, seq: tables.ownSeq(who) };
  };
  for (const of of tables.contestedBetween(asker, asked)) {
    const claimed = stateHeldBy(asker, of);
    const held = stateHeldBy(asked, of);
    const seq = claimed?.seq ?? 0;
    if (held === null) {
      // Who calls introduces itself first; of anybody else, only answers are learned from.
      if (of === asker) learned.push({ who: asked, of, belief: notYetTalkedTo });
    } else if (seq === 0 || seq < held.seq) {
      // Nobody learns from others about itself.
      const isNews = seq < held.seq && of !== asker && (held.available || claimed !== null);
      if (isNews) learned.push({ who: asker, of, belief: held });
    } else if (claimed?.available === false && of === asked) {
      learned.push({ who: asked, self: seq + 1 }, { who: asker, of, belief: { available: true, seq: seq + 1 } });
    } else if (claimed?.available === false && (held.available || seq > held.seq)) {
      learned.push({ who: asked, of, belief: { available: false, seq } });
    }
  }
  return learned;
}
