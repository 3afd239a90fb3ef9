import type { Silence } from '../../../core/incidents/silence.ts';
import { evaluate } from '../../../core/evaluation.ts';
import { isInForce } from '../../../core/incidents/silence.ts';
import { buildSnapshot } from '../../../core/build-snapshot.ts';
import { fromItem, toItem } from '../../../adapters/dynamodb/item.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import type { Life } from '../../core/life.ts';

/** The snapshots that the checks of a life leave in the table, as they are read back. */
export function lived(life: Life, planned: readonly Silence[] = []): readonly Snapshot[] {
  const snapshots: Snapshot[] = [];
  for (const { at, observation, rules } of life) {
    const previous = snapshots.at(-1) ?? null;
    const silences = planned.filter((silence) => isInForce(silence, at));
    const evaluation = evaluate({ previous: previous?.health ?? null, observation, rules, silences, at });
    const seen = { observation, latencyMilliseconds: 40 };
    const taken = buildSnapshot({ workspace: 'production', takenAt: at, seen, evaluation, silences, previous });
    snapshots.push(fromItem(toItem(taken, { keepSeconds: 86_400, writer: 'life' }).item));
  }
  return snapshots;
}
