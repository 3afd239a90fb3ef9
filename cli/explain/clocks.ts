import { durationText } from '../../core/text/duration-text.ts';
import { ongoingText } from '../../core/alerts/headlines.ts';
import { timeText } from '../../core/text/time-text.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import { waitSeconds } from '../../core/incidents/recoveries.ts';
import { recoveryKey } from '../../core/incidents/lifecycle.ts';
import { autoFor, waitText } from '../../core/rules/losses.ts';
import { resolveAfterSecondsOf } from '../../core/rules/resolve-after.ts';
import { ruleOf, type Rules, valueIn } from '../../core/rules/registry.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { counted } from '../../core/text/words.ts';
import type { Verdict } from './verdict.ts';

/** Each incident that stood after a check: what it is, and where its clock stands. */
export function clocksAt(verdict: Verdict, rules: Rules): string[] {
  const { health, takenAt } = verdict.check;
  return health.incidents.map((incident) => {
    const instances = health.instances.filter(({ id }) => incident.subjects.includes(id));
    const what = ongoingText({ change: 'opened', incident, reason: null, replacedBy: null, instances }, takenAt);
    return `${incident.kind}: ${what}. ${clockOf(incident, verdict, rules)}`;
  });
}

function clockOf(incident: Incident, { check, opensAt, heldBack }: Verdict, rules: Rules): string {
  const { takenAt } = check;
  const time = (at: Timestamp): string => timeText(at, takenAt);
  const { since, state, toldAt, openedAt } = incident;
  const waitsSeconds = waitOf(incident, check, rules);
  if (state === 'pending') {
    const lasted = durationText(secondsBetween(since, takenAt));
    const opens = opensAt.get(incident.id) ?? null;
    const when =
      opens === null ? 'it does not open while all stays as it is' : `it opens ${time(opens)} unless it ends before`;
    const why = waitsAutomatically(incident, rules)
      ? `; ${waitText({ waits: autoFor(check.health.replacementGaps) }).join('')}`
      : '';
    return `Pending since ${time(since)}, for ${lasted} of ${durationText(waitsSeconds)}; ${when}${why}.`;
  }
  const opened = `Open since ${time(openedAt ?? since)}`;
  const { mendedAt } = incident;
  if (mendedAt !== undefined) {
    const over = plusSeconds(mendedAt, recoverySeconds(incident, check, rules));
    return `${opened}, well again since ${time(mendedAt)}; over ${time(over)} if it stays so${relapsesText(incident)}.`;
  }
  if (toldAt === null) {
    const why = heldBack.has(incident.id) ? 'a silence holds it back' : 'its telling is due at the next check';
    return `${opened}, not told: ${why}.`;
  }
  const again = !ruleOf(incident.kind).isReminded
    ? 'it is not told again'
    : `told again from ${time(plusSeconds(toldAt, rules.remindEverySeconds))} on`;
  return toldAt === takenAt ? `${opened}, told at this check; ${again}.` : `${opened}, told ${time(toldAt)}; ${again}.`;
}

/** Whether its rule works out itself how long it waits. */
const waitsAutomatically = ({ kind }: Incident, rules: Rules): boolean => valueIn(rules, kind, 'forSeconds') === null;

/** How long its rule waits before it counts. */
function waitOf({ kind }: Incident, { health }: Snapshot, rules: Rules): number {
  const forSeconds = valueIn(rules, kind, 'forSeconds');
  if (forSeconds === null) return autoFor(health.replacementGaps).seconds;
  return typeof forSeconds === 'number' ? forSeconds : 0;
}

/** For how long all must be well before it is over. */
function recoverySeconds(incident: Incident, { health }: Snapshot, rules: Rules): number {
  const instances = new Map(health.instances.map((instance) => [instance.id, instance]));
  const key = recoveryKey(incident, { instances, traitsOf: ruleOf });
  const times = health.recoveries.find((recovery) => recovery.key === key)?.times ?? 0;
  return waitSeconds(resolveAfterSecondsOf(incident.kind, rules), times);
}

const relapsesText = ({ relapses = 0 }: Incident): string =>
  relapses === 0 ? '' : `; gone and back ${counted(relapses, 'time')} so far`;
