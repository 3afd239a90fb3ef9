import * as v from 'valibot';
import { secondsBetween } from '../base/time.ts';
import type { KnownInstance } from '../cluster/known-instance.ts';
import type { Incident } from '../incidents/incident.ts';
import type { EndedIncident, Judgement, OngoingIncident } from '../incidents/judgement.ts';
import {
  countSetting,
  durationSetting,
  resolveAfterSetting,
  severitySetting,
  type ValuesOf,
} from '../settings/setting.ts';
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
 * One process after another in the same place. A deploy replaces the processes of all places; a loop replaces those
 * of one more often than those of the others. The incident follows the line of processes, under the name of the one
 * whose alert was sent.
 */
export function judgeRestarts(context: EvaluationContext): Judgement {
  const previous = new Map(incidentsOf(restarting, context.incidents).map((loop) => [loop.latest, loop]));
  const followed = new Set<RestartLoop>();
  const settings = context.settingsOf(restarting);
  const current = context.instances.filter(({ replacedBy }) => replacedBy === null);
  // In most checks nothing was replaced, and what is usual need not be found.
  const replaced = current.filter(({ replacedAt }) => replacedAt.length > 0);
  const usual = usualReplacements(replaced.length > 0 ? current : [], context);
  const ongoing = replaced.flatMap((instance) => {
    const loop = lineOf(instance, context).flatMap((id) => previous.get(id) ?? [])[0] ?? null;
    const found = judgeLine(instance, loop, settings, usual, context);
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
  usual: Usual,
  context: EvaluationContext,
): Array<OngoingIncident<RestartEvidence>> {
  const replacements = instance.replacedAt.length;
  const isMore = replacements - usual.medianOfOthers(replacements) >= times;
  const isEverywhere = usual.least >= times + moreTimes;
  const isLoop = loop === null ? isMore || isEverywhere : replacements >= 1;
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

/** Where all places are replaced, so many times more make it a loop, not deploys. */
const moreTimes = 2;

/** How often the places of a workspace were taken over within the restart window. */
interface Usual {
  readonly least: number;
  /** The median of all places but one that was taken over so often; 0 where there is no other. */
  medianOfOthers(own: number): number;
}

function usualReplacements(current: readonly KnownInstance[], { at, general }: EvaluationContext): Usual {
  const sorted = current
    .filter((instance) => instance.onceHealthy && !isWaiting(instance))
    .map(({ replacedAt }) => replacedAt.length)
    .sort((a, b) => a - b);
  /** Whether it has come so lately that the one before it in its place may not be seen to be gone yet. */
  function isWaiting({ arrivedAt, replaces }: KnownInstance): boolean {
    return arrivedAt !== null && replaces === null && secondsBetween(arrivedAt, at) < general.replacementWindowSeconds;
  }
  return {
    least: sorted[0] ?? 0,
    medianOfOthers: (own) => {
      const middle = Math.floor((sorted.length - 1) / 2);
      const value = sorted[middle] ?? 0;
      // Without itself, those that stand after it move up by one.
      return sorted.length < 2 ? 0 : value < own ? value : (sorted[middle + 1] ?? value);
    },
  };
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
  return { incident, reason: isUp ? 'stable' : 'superseded', replacedBy: null, isRecovery: isUp };
}

/** The youngest process of a loop; null of what is none. */
export const latestOf = ({ evidence }: OngoingIncident): string | null =>
  isOf(restarting, evidence) ? evidence.latest : null;

/** Processes in the same place are replaced again and again. */
export const restarting = defineRule({
  kind: 'restarting',
  key: 'restarting',
  meaning: 'Processes are replaced repeatedly, as in a crash loop.',
  settings: {
    times: countSetting({
      name: 'times',
      default: 3,
      from: 2,
      to: 100,
      meaning: 'Replacements that trigger the alert, beyond those of the other places. Lower: more sensitive.',
      example: 5,
    }),
    within: durationSetting({
      name: 'withinSeconds',
      default: 900,
      limits: { deployment: { from: '1m', to: '24h' }, local: { from: '1s', to: '24h' } },
      meaning: 'Time window for `times`. Longer: finds slower crash loops.',
      example: '1h',
    }),
    resolveAfter: resolveAfterSetting(120),
    severity: severitySetting('critical'),
  },
  evidence,
  judge: judgeRestarts,
  instancesOf: ({ latest }) => [latest],
  partsOf: ({ subjects, latest }) => [[...subjects, latest]],
  texts: {
    headline: ({ incident: { times, withinSeconds }, isReminder, who, lasting }) =>
      `${who} ${isReminder ? 'is still' : 'keeps'} restarting${lasting}: replaced ${counted(times, 'time')} within ${durationText(withinSeconds)}`,
    advice: () =>
      'Read the last log lines and the exit code of the previous process: the usual causes are too little memory, a failing health check or an error at start. If a deployment is under way, stop it.',
    certainty:
      'Counted from new processes at the same place, compared with the other places. A deployment replaces all instances, so it does not count.',
    resolutions: {
      stable: {
        headline: ({ who, lasted }) => `${who} has stopped restarting, after ${lasted}`,
        subject: ({ who, lasted }) => `${who} stable after ${lasted}`,
      },
      superseded: {
        headline: ({ who, lasted }) =>
          `${who} has stopped restarting after ${lasted}, but the last process was not replaced`,
        subject: ({ who }) => `${who} no longer restarts, but is gone`,
      },
    },
  },
  example: {
    sinceSeconds: 480,
    startedSecondsAgo: 70,
    incident: ({ first }) => ({ evidence: { kind: 'restarting', latest: first.id, times: 3, withinSeconds: 900 } }),
  },
});
