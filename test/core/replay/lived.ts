import type { Silence } from '../../../core/incidents/silence.ts';
import { isInForce } from '../../../core/incidents/silence.ts';
import { decide } from '../../../core/decide.ts';
import { fromItem, toItem } from '../../../adapters/dynamodb/item.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import type { Life } from '../../core/life.ts';

/** The snapshots that the checks of a life leave in the table, as they are read back. */
export function lived(life: Life, planned: readonly Silence[] = []): readonly Snapshot[] {
  const snapshots: Snapshot[] = [];
  for (const { at, observation, rules } of life) {
    const previous = snapshots.at(-1) ?? null;
    const silences = planned.filter((silence) => isInForce(silence, at));
    const given = { workspace: 'production', takenAt: at, observedAt: at, previous, rules, silences };
    const { snapshot } = decide({ ...given, observation, latencyMilliseconds: 40 });
    snapshots.push(fromItem(toItem(snapshot, { keepSeconds: 86_400, writer: 'life' }).item));
  }
  return snapshots;
}
