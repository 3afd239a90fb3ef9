import type { Silence } from '../../lambda/health/silence.ts';
import { evaluate } from '../../lambda/health/evaluation.ts';
import { isInForce } from '../../lambda/health/silence.ts';
import { takeSnapshot } from '../../lambda/check/take-snapshot.ts';
import { fromItem, toItem } from '../../lambda/history/item.ts';
import type { Snapshot } from '../../lambda/history/snapshot.ts';
import type { Life } from '../health/life.ts';

/** The snapshots that the checks of a life leave in the table, as they are read back. */
export function lived(life: Life, planned: readonly Silence[] = []): readonly Snapshot[] {
  const snapshots: Snapshot[] = [];
  for (const { at, observation, rules } of life) {
    const previous = snapshots.at(-1) ?? null;
    const silences = planned.filter((silence) => isInForce(silence, at));
    const evaluation = evaluate({ previous: previous?.health ?? null, observation, rules, silences, at });
    const seen = { observation, latencyMilliseconds: 40 };
    const taken = takeSnapshot({ workspace: 'production', takenAt: at, seen, evaluation, silences, previous });
    snapshots.push(fromItem(toItem(taken, { keepSeconds: 86_400, writer: 'life' }).item));
  }
  return snapshots;
}
