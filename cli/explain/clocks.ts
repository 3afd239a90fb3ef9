import { durationText } from '../../core/text/duration-text.ts';
import { ongoingText } from '../../core/alerts/headlines.ts';
import { timeText } from '../../core/text/time-text.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import { steadyAfterSeconds } from '../../core/rules/disconnected.ts';
import { isKnownKind, ruleOf, type Rules, settingsIn } from '../../core/rules/registry.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
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
  const waitsSeconds = waitOf(incident, rules);
  if (state === 'pending') {
    const lasted = durationText(secondsBetween(since, takenAt));
    const opens = opensAt.get(incident.id) ?? null;
    const when =
      opens === null ? 'it does not open while all stays as it is' : `it opens ${time(opens)} unless it ends before`;
    return `Pending since ${time(since)}, for ${lasted} of ${durationText(waitsSeconds)}; ${when}.`;
  }
  const opened = `Open since ${time(openedAt ?? since)}`;
  const { mendedAt } = incident;
  if (mendedAt !== undefined) {
    return `${opened}; over ${time(plusSeconds(mendedAt, steadyAfterSeconds))} if all stay connected.`;
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

/** How long its rule waits before it counts. */
function waitOf({ kind }: Incident, rules: Rules): number {
  const rule = ruleOf(kind);
  const { forSeconds } = { forSeconds: 0, ...(isKnownKind(kind) && settingsIn(rule, rules)) };
  return typeof forSeconds === 'number' ? forSeconds : 0;
}
