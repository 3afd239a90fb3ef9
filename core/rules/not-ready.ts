import * as v from 'valibot';
import { hasLasted, plusSeconds, type Timestamp } from '../base/time.ts';
import { isAlive, type KnownInstance } from '../cluster/known-instance.ts';
import { ownAnswer } from '../cluster/probes.ts';
import type { Incident } from '../incidents/incident.ts';
import {
  byLatest,
  endedOf,
  isAbout,
  type Judgement,
  openSubjects,
  type OngoingIncident,
  subjectsOf,
} from '../incidents/judgement.ts';
import { isNoAnswer } from '../observation/probe-result.ts';
import { forSetting, resolveAfterSetting, severitySetting, type ValuesOf } from '../settings/setting.ts';
import { judgeLosses } from './losses.ts';
import type { RuleExample } from './example.ts';
import { gone, replaced, ruleChanged, superseded } from './resolutions.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, type Findings, incidentsOf } from './rule.ts';

const evidence = {
  /** It says that it is not ready (HTTP 503), or says nothing any more. */
  answer: v.picklist(['unavailable', 'none']),
};
type NotReady = EvidenceOf<'not-ready', typeof evidence>;

/**
 * Processes whose heartbeat is fresh but which say that they are not ready, or no longer answer that. No answer counts
 * only of a process that once said it was ready, and only while another instance answers: else the network path may be
 * at fault. What is lost is in the incident of its loss.
 */
export function judgeReadiness(context: EvaluationContext, findings: Findings): Judgement {
  const known = incidentsOf(notReady, context.incidents);
  const isAnyAsked = context.instances.some(({ live }) => live !== undefined);
  if (!isAnyAsked && known.length === 0) return { ongoing: [], ended: [] };
  const previous = byLatest(known, context.instanceById);
  const lost = openSubjects(findings.of(judgeLosses));
  const doesAnyAnswer = context.instances.some((instance) => (ownAnswer(instance)?.ready ?? null) !== null);
  const settings = context.settingsOf(notReady);
  const ongoing = context.instances
    .filter(({ id, replacedBy }) => replacedBy === null && !lost.has(id))
    .flatMap((instance) => {
      const seen = isAlive(instance) ? answerOf(instance, doesAnyAnswer) : null;
      return judgeInstance(instance, previous.get(instance.id) ?? null, seen, settings, context.at);
    });
  return { ongoing, ended: endedOf(known, ongoing, context.instanceById, reasonOf) };
}

function judgeInstance(
  instance: KnownInstance,
  previous: Incident<NotReady> | null,
  seen: NotReady['answer'] | null,
  { forSeconds, severity }: ValuesOf<typeof notReady.settings>,
  at: Timestamp,
): Array<OngoingIncident<NotReady>> {
  if (instance.listed && instance.live === undefined) return [];
  const ready = isAlive(instance) ? (ownAnswer(instance)?.ready ?? null) : null;
  const answer = seen ?? (isAbout(previous, instance) ? previous?.answer : null) ?? null;
  if (ready === true || answer === null) return [];
  const since = previous?.since ?? at;
  return [
    {
      previous,
      key: `not-ready/${instance.id}`,
      ...subjectsOf(instance, previous),
      severity,
      since,
      opens: seen !== null && hasLasted(since, at, forSeconds),
      opensAt: plusSeconds(since, forSeconds),
      evidence: { kind: 'not-ready', answer },
    },
  ];
}

function answerOf(instance: KnownInstance, doesAnyAnswer: boolean): NotReady['answer'] | null {
  const own = ownAnswer(instance);
  if (own?.ready === false) return 'unavailable';
  const isMute = own !== null && isNoAnswer(own.readyTrouble) && (instance.probed?.onceReady ?? false);
  return isMute && doesAnyAnswer ? 'none' : null;
}

function reasonOf(instance: KnownInstance | undefined): string {
  if (instance?.lostSince !== null) return 'superseded';
  return instance.live === undefined ? 'rule-changed' : 'ready';
}

/** An instance says that it is not ready, or no longer answers, though its heartbeat is fresh. */
export const notReady = defineRule({
  kind: 'not-ready',
  key: 'notReady',
  meaning:
    'An instance with a fresh heartbeat says that it is not ready (HTTP 503), or no longer answers. Needs `probe`.',
  settings: {
    for: forSetting(120, '5m'),
    resolveAfter: resolveAfterSetting(120),
    severity: severitySetting('critical'),
  },
  evidence,
  judge: judgeReadiness,
  texts: {
    headline: ({ incident: { answer }, isReminder, who, lasting }) => {
      const does = answer === 'unavailable' ? 'returns 503' : 'does not answer';
      return `${who} ${isReminder ? 'still ' : ''}${does} when asked whether it is ready${lasting}; its heartbeat is fresh`;
    },
    advice: () => 'Take it out of the load balancer, check MongoDB and its log, and restart it if that does not help.',
    certainty:
      'The instance was asked directly. It still writes its heartbeat to the database, so it runs, but it should get no requests.',
    resolutions: {
      ready: {
        headline: ({ who, lasted }) => `${who} is ready again, after ${lasted}`,
        subject: ({ who, lasted }) => `${who} ready after ${lasted}`,
      },
      replaced: replaced(', which was not ready,'),
      gone: gone(', which was not ready,'),
      superseded,
      'rule-changed': ruleChanged(({ who }) => `${who} is no longer probed`),
    },
  },
  example: {
    sinceSeconds: 120,
    incident: () => ({ evidence: { kind: 'not-ready', answer: 'unavailable' } }),
    variants: { silent: () => ({ evidence: { kind: 'not-ready', answer: 'none' } }) },
  } satisfies RuleExample<NotReady>,
});
