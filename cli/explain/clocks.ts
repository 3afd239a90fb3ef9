import { durationText } from '../../core/text/duration-text.ts';
import { acknowledgedText } from '../../core/alerts/acknowledged-text.ts';
import { ongoingText } from '../../core/alerts/headlines.ts';
import { plainContext } from '../../core/alerts/text-context.ts';
import { timeText } from '../../core/text/time-text.ts';
import { isAcknowledged } from '../../core/incidents/acknowledgement.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import { waitSeconds } from '../../core/incidents/recoveries.ts';
import { recoveryKey } from '../../core/incidents/lifecycle.ts';
import { autoFor } from '../../core/rules/losses.ts';
import { resolveAfterSecondsOf } from '../../core/rules/resolve-after.ts';
import { ruleOf, type Rules, valueIn } from '../../core/rules/registry.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { counted } from '../../core/text/words.ts';
import type { Verdict } from './verdict.ts';

/** Each incident that stood after a check: what it is, and where its clock stands. */
export function clocksAt(verdict: Verdict, rules: Rules): string[] {
  const { health, observedAt } = verdict.check;
  return health.incidents.map((incident) => {
    const ids = ruleOf(incident.kind).instancesOf(incident);
    const instances = health.instances.filter(({ id }) => ids.includes(id));
    const what = ongoingText(
      { change: 'opened', incident, reason: null, replacedBy: null, instances },
      plainContext(observedAt),
    );
    return `${incident.kind}: ${what}. ${clockOf(incident, verdict, rules)}`;
  });
}

function clockOf(incident: Incident, verdict: Verdict, rules: Rules): string {
  const { check } = verdict;
  const time = (at: Timestamp): string => timeText(at, check.observedAt);
  if (incident.state === 'pending') return pendingText(incident, verdict, rules);
  const opened = `Open since ${time(incident.openedAt ?? incident.since)}`;
  const { mendedAt } = incident;
  const state = [sentText(incident, verdict, rules), ...relapsesText(incident)].join('; ');
  if (mendedAt === undefined) return `${opened}, ${state}.`;
  const seconds = recoverySeconds(incident, check, rules);
  const over = plusSeconds(mendedAt, seconds);
  return `${opened}, ${state}. Well again since ${time(mendedAt)}; resolves ${time(over)} if it stays so for ${durationText(seconds)}.`;
}

function pendingText(incident: Incident, { check, opensAt }: Verdict, rules: Rules): string {
  const { since } = incident;
  const time = (at: Timestamp): string => timeText(at, check.observedAt);
  const lasted = durationText(secondsBetween(since, check.observedAt));
  const opens = opensAt.get(incident.id) ?? null;
  const when =
    opens === null ? 'not set to open while all stays as it is' : `opens ${time(opens)} unless it ends before`;
  return `Pending since ${time(since)}, for ${lasted} of ${waitText(incident, check, rules)}; ${when}.`;
}

function sentText(incident: Incident, { check, heldBack }: Verdict, rules: Rules): string {
  const { id, kind, toldAt, isNotice, isHeld, acknowledged } = incident;
  const { observedAt } = check;
  if (toldAt === null) {
    if (heldBack.has(id)) return 'not sent: a silence mutes it';
    return isHeld ? 'not yet sent: too many alerts were sent today' : 'not yet sent: due at the next check';
  }
  const sent = toldAt === observedAt ? 'sent at this check' : `sent ${timeText(toldAt, observedAt)}`;
  const { isReminded, minRemindSeconds = 0 } = ruleOf(kind);
  const reminder = timeText(plusSeconds(toldAt, Math.max(rules.remindEverySeconds, minRemindSeconds)), observedAt);
  if (isNotice) return `${sent}, once: there will be no reminder and no end`;
  if (acknowledged !== undefined) {
    const text = acknowledgedText(acknowledged, (at) => timeText(at, observedAt));
    if (isAcknowledged(incident)) return `${sent}; ${text}, so there are no reminders`;
    return `${sent}, next reminder ${reminder}; ${text} while it was a ${acknowledged.severity}`;
  }
  if (!isReminded) return `${sent}, without reminders`;
  return `${sent}, next reminder ${reminder}`;
}

/** How long its rule waits before it counts, and why where nobody has set it. */
function waitText({ kind }: Incident, { health }: Snapshot, rules: Rules): string {
  const forSeconds = valueIn(rules, kind, 'forSeconds');
  if (forSeconds === null) return autoText(health.replacementGaps);
  return durationText(typeof forSeconds === 'number' ? forSeconds : 0);
}

function autoText(gaps: readonly number[]): string {
  const { seconds, slowestGapSeconds } = autoFor(gaps);
  const why =
    slowestGapSeconds === null
      ? 'fewer than three replacements seen so far'
      : `the slowest of the last replacements took ${durationText(slowestGapSeconds)}`;
  return `${durationText(seconds)} (\`for: auto\`: ${why})`;
}

/** For how long all must be well before it is over. */
function recoverySeconds(incident: Incident, { health }: Snapshot, rules: Rules): number {
  const instances = new Map(health.instances.map((instance) => [instance.id, instance]));
  const key = recoveryKey(incident, { instances, traitsOf: ruleOf });
  const times = health.recoveries.find((recovery) => recovery.key === key)?.times ?? 0;
  return waitSeconds(resolveAfterSecondsOf(incident.kind, rules), times);
}

const relapsesText = ({ relapses = 0 }: Incident): string[] =>
  relapses === 0 ? [] : [`gone and back ${counted(relapses, 'time')} so far`];
