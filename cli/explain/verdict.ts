import { isDeepStrictEqual } from 'node:util';
import type { Alert } from '../../core/alerts/alert.ts';
import { alertOf } from '../../core/decide.ts';
import { evaluate } from '../../core/evaluate.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import { ruleOf, type Rules } from '../../core/rules/registry.ts';
import { isMuted } from '../../core/incidents/silence.ts';
import type { HealthState } from '../../core/incidents/health-state.ts';
import { observationOf } from '../../core/history/recorded-observation.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { beginsAnew } from '../replay/begins-anew.ts';

/** A check, judged once more. */
export interface Verdict {
  readonly check: Snapshot;
  readonly before: Snapshot | null;
  /**
   * Whether these rules make of the check what was recorded of it; null where it cannot be judged once more, since
   * what it went on from, or what it saw, is not kept.
   */
  readonly agrees: boolean | null;
  /** What these rules would have told; null where nothing, or where it cannot be judged. */
  readonly alert: Alert | null;
  /** Of each incident that is pending, the check at which it opens if all stays as it is; null: at none soon. */
  readonly opensAt: ReadonlyMap<string, Timestamp | null>;
  /** Ids of the open incidents that silences keep from being told. */
  readonly heldBack: ReadonlySet<string>;
}

/** Judges a check once more, on what the one before it left known. */
export function judgeAgain(check: Snapshot, before: Snapshot | null, rules: Rules, everySeconds: number): Verdict {
  const common = { check, before, opensAt: openings(check, rules, everySeconds), heldBack: heldBackAt(check) };
  const isJudgeable = (before !== null || beginsAnew(check)) && !check.omitted.includes('state');
  if (!isJudgeable) return { ...common, agrees: null, alert: null };
  const { workspace, takenAt: at, silences } = check;
  const evaluation = evaluate({
    previous: before?.health ?? null,
    observation: observationOf(check),
    rules,
    silences,
    at,
  });
  const alert = alertOf(workspace, at, evaluation);
  const agrees =
    isDeepStrictEqual(decisionsOf(evaluation.state), decisionsOf(check.health)) && alert?.id === check.alert?.id;
  return { ...common, agrees, alert };
}

/** What the rules decide, without the evidence: another version may word that otherwise. */
const decisionsOf = ({ instances, incidents }: HealthState) => ({
  instances: instances.map(({ id, status }) => [id, status]),
  incidents: incidents.map(({ id, kind, state, severity, since, toldAt }) => [
    id,
    kind,
    state,
    severity,
    since,
    toldAt,
  ]),
});

const isPending = ({ state }: Incident): boolean => state === 'pending';

/** No rule waits longer for so many checks; of one that does, it is not said when it opens. */
const maxChecksAhead = 120;

/** Lets the next checks see the same again and again, until whatever is pending has opened or ended. */
function openings(check: Snapshot, rules: Rules, everySeconds: number): ReadonlyMap<string, Timestamp | null> {
  const opensAt = new Map<string, Timestamp | null>(
    check.health.incidents.filter(isPending).map(({ id }) => [id, null]),
  );
  const observation = observationOf(check);
  let previous = check.health;
  let at = check.takenAt;
  for (let ahead = 0; ahead < maxChecksAhead && previous.incidents.some(isPending); ahead += 1) {
    at = plusSeconds(at, everySeconds);
    previous = evaluate({ previous, observation, rules, silences: [], at }).state;
    for (const { id, state } of previous.incidents) {
      if (state === 'open' && opensAt.get(id) === null) opensAt.set(id, at);
    }
  }
  return opensAt;
}

function heldBackAt({ health, silences, takenAt }: Snapshot): ReadonlySet<string> {
  const instances = new Map(health.instances.map((instance) => [instance.id, instance]));
  return new Set(
    health.incidents
      .filter(
        (incident) =>
          incident.state === 'open' && isMuted(incident, ruleOf(incident.kind), silences, instances, takenAt),
      )
      .map(({ id }) => id),
  );
}

/** The time between a check and the one before it, where nobody says how often checks are made. */
export const intervalOf = (check: Snapshot, before: Snapshot | null): number =>
  before === null ? 60 : Math.max(1, secondsBetween(before.takenAt, check.takenAt));
