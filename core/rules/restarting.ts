import * as v from 'valibot';
import { secondsBetween } from '../base/time.ts';
import type { KnownInstance } from '../cluster/known-instance.ts';
import type { Incident } from '../incidents/incident.ts';
import type { EndedIncident, Judgement, OngoingIncident } from '../incidents/judgement.ts';
import { countSetting, durationSetting, severitySetting, type ValuesOf } from '../settings/setting.ts';
import { durationText } from '../text/duration-text.ts';
import { counted } from '../text/words.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, incidentsOf, isOf } from './rule.ts';

const evidence = {
  /** The id of the youngest process in the loop. */
  latest: v.string(),
  times: v.number(),
  withinSeconds: v.number(),
};
type RestartEvidence = EvidenceOf<'restarting', typeof evidence>;
type RestartLoop = Incident<RestartEvidence>;

/**
 * One process after another in the same place. A rolling deploy replaces each process once; a loop replaces the
 * replacement. The incident follows the line of processes, under the name of the one whose alert was sent.
 */
export function judgeRestarts(context: EvaluationContext): Judgement {
  const previous = new Map(incidentsOf(restarting, context.incidents).map((loop) => [loop.latest, loop]));
  const followed = new Set<RestartLoop>();
  const settings = context.settingsOf(restarting);
  const current = context.instances.filter(({ replacedBy }) => replacedBy === null);
  const ongoing = current.flatMap((instance) => {
    const loop = lineOf(instance, context).flatMap((id) => previous.get(id) ?? [])[0] ?? null;
    const found = judgeLine(instance, loop, settings, context);
    if (found.length > 0 && loop !== null) followed.add(loop);
    return found;
  });
  const ended = [...previous.values()].filter((loop) => !followed.has(loop)).map((loop) => endLoop(loop, context));
  return { ongoing, ended };
}

function judgeLine(
  instance: KnownInstance,
  loop: RestartLoop | null,
  { times, withinSeconds, severity }: ValuesOf<typeof restarting.settings>,
  context: EvaluationContext,
): Array<OngoingIncident<RestartEvidence>> {
  const replacements = instance.replacedAt.length;
  const isLoop = replacements >= (loop === null ? times : 1);
  if (!isLoop || hasGone(instance, context)) return [];
  return [
    {
      previous: loop,
      key: `restarting/${instance.id}`,
      subjects: loop?.subjects ?? [instance.id],
      severity,
      since: loop?.since ?? instance.replacedAt[0] ?? context.at,
      opens: true,
      evidence: { kind: 'restarting', latest: instance.id, times: replacements, withinSeconds },
    },
  ];
}

/** The process and those before it in its place, the youngest first: between two checks there may be several. */
function lineOf(instance: KnownInstance, { instanceById }: EvaluationContext): readonly string[] {
  const line = [instance.id];
  for (let id = instance.replaces; id !== null; id = instanceById.get(id)?.replaces ?? null) line.push(id);
  return line;
}

/** Nothing has come in its place for so long that it is a loss, not a loop. */
const hasGone = ({ lostSince }: KnownInstance, { general, at }: EvaluationContext): boolean =>
  lostSince !== null && secondsBetween(lostSince, at) >= general.replacementWindowSeconds;

function endLoop(incident: RestartLoop, { instanceById }: EvaluationContext): EndedIncident {
  const isUp = instanceById.get(incident.latest)?.lostSince === null;
  return { incident, reason: isUp ? 'stable' : 'superseded', replacedBy: null };
}

/** The youngest process of a loop; null of what is none. */
export const latestOf = ({ evidence }: OngoingIncident): string | null =>
  isOf(restarting, evidence) ? evidence.latest : null;

/** Processes in the same place are replaced again and again. */
export const restarting = defineRule({
  kind: 'restarting',
  key: 'restarting',
  meaning: 'Processes are replaced again and again.',
  settings: {
    times: countSetting({
      name: 'times',
      default: 3,
      from: 2,
      to: 100,
      meaning: 'So many replacements are too many.',
      example: 5,
    }),
    within: durationSetting({
      name: 'withinSeconds',
      default: 900,
      limits: { deployment: { from: '1m', to: '24h' }, local: { from: '1s', to: '24h' } },
      meaning: 'In so much time.',
      example: '1h',
    }),
    severity: severitySetting('critical'),
  },
  evidence,
  judge: judgeRestarts,
  instancesOf: ({ latest }) => [latest],
  partsOf: ({ subjects, latest }) => [[...subjects, latest]],
  texts: {
    headline: ({ incident: { times, withinSeconds }, isReminder, who, lasting }) =>
      `${who}${isReminder ? ' still' : ''} keeps restarting${lasting}: replaced ${counted(times, 'time')} within ${durationText(withinSeconds)}`,
    subject: ({ some, listed, count, lasting }) =>
      `${some(listed)} ${count === 1 ? 'keeps' : 'keep'} restarting${lasting}`,
    advice: () =>
      'Read the last log lines and the exit code of the process before: out of memory, a failing health check and an error at start are the usual causes. If a deployment is under way, stop it.',
    certainty:
      'Counted from new processes in the place of old ones. A rolling deployment replaces each process once and is not counted.',
    resolutions: {
      stable: {
        headline: ({ who, lasted }) => `${who} has stopped restarting, after ${lasted}`,
        subject: (instances) => `${instances} stable again`,
      },
      superseded: {
        headline: ({ who, lasted }) =>
          `${who} has stopped restarting after ${lasted}, but nothing took its place the last time`,
        subject: (instances) => `restarts of ${instances} over`,
      },
    },
  },
  example: {
    sinceSeconds: 480,
    incident: ({ first }) => ({ evidence: { kind: 'restarting', latest: first.id, times: 3, withinSeconds: 900 } }),
  },
});
