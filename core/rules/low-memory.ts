import * as v from 'valibot';
import { freeMemoryPercent, type InstanceFacts } from '../cluster/instance-facts.ts';
import { isAccepted, isAlive, type KnownInstance } from '../cluster/known-instance.ts';
import type { Incident } from '../incidents/incident.ts';
import { bySubject, endedOf, type Judgement, type OngoingIncident } from '../incidents/judgement.ts';
import { percentSetting, severitySetting, type ValuesOf } from '../settings/setting.ts';
import { timeText } from '../text/time-text.ts';
import { percentText } from '../text/words.ts';
import type { Timestamp } from '../base/time.ts';
import { accepted, replaced, ruleChanged } from './resolutions.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, incidentsOf } from './rule.ts';

const evidence = { freePercent: v.number(), thresholdPercent: v.number() };
type LowMemory = EvidenceOf<'low-memory', typeof evidence>;

/**
 * Processes that started with little memory free. The figure is written once, at process start, so the incident
 * opens at once and lasts as long as the process.
 */
export function judgeLowMemory(context: EvaluationContext): Judgement {
  const previous = bySubject(incidentsOf(lowMemory, context.incidents));
  const settings = context.settingsOf(lowMemory);
  const ongoing = context.instances.flatMap((instance) =>
    judgeInstance(instance, previous.get(instance.id) ?? null, settings, context),
  );
  return { ongoing, ended: endedOf(previous, ongoing, context.instanceById, reasonOf) };
}

function judgeInstance(
  instance: KnownInstance,
  previous: Incident | null,
  { freePercent: thresholdPercent, severity }: ValuesOf<typeof lowMemory.settings>,
  { at, general }: EvaluationContext,
): Array<OngoingIncident<LowMemory>> {
  const freePercent = freeMemoryPercent(instance);
  if (freePercent === null || freePercent >= thresholdPercent || instance.replacedBy !== null) return [];
  if (isAccepted(instance, general.forgetAfterSeconds, at)) return [];
  // Of one that is lost, or was never alive, nothing new is said.
  if (previous === null && !isAlive(instance)) return [];
  return [
    {
      previous,
      key: `low-memory/${instance.id}`,
      subjects: [instance.id],
      severity,
      since: previous?.since ?? at,
      opens: true,
      evidence: { kind: 'low-memory', freePercent, thresholdPercent },
    },
  ];
}

const reasonOf = (instance: KnownInstance | undefined): string =>
  instance?.lostSince === null ? 'rule-changed' : 'accepted';

const startText = (process: InstanceFacts | undefined, at: Timestamp): string => {
  const caveat = memoryCaveat(process?.nodeVersion ?? null);
  const time = process?.startedAt ? `at ${timeText(process.startedAt, at)}` : 'at a time not known';
  return `when it started ${time}${caveat === null ? '' : ` (${caveat})`}`;
};

/**
 * How far the free memory that a process saw at its start can be believed. Node before 17.4 (Rocket.Chat up to 6.x)
 * reads the kernel's MemFree, which leaves out what the page cache could give back; later ones read MemAvailable.
 */
export const memoryCaveat = (nodeVersion: string | null): string | null => {
  const [major, minor] =
    /^v?(\d+)\.(\d+)/
      .exec(nodeVersion ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  if (major === undefined || minor === undefined) return 'page cache may be counted as used';
  return major > 17 || (major === 17 && minor >= 4) ? null : `page cache counted as used, Node ${major}.${minor}`;
};

const was = ', which started low on memory,';

/** An instance started with little free memory on its host. */
export const lowMemory = defineRule({
  kind: 'low-memory',
  key: 'lowMemory',
  meaning: 'An instance started with little free memory on its host.',
  settings: {
    freePercent: percentSetting({
      name: 'freePercent',
      default: 10,
      meaning: 'Less free memory than this share of the total is little; 0 switches the rule off.',
      example: 5,
    }),
    severity: severitySetting('warning'),
  },
  evidence,
  judge: judgeLowMemory,
  // Nothing about the memory of a process changes before it is replaced: to say it again would say nothing.
  isReminded: false,
  texts: {
    headline: ({ incident: { freePercent }, who, instances: [process], at }) =>
      `${who} had ${percentText(freePercent)} of memory free ${startText(process, at)}`,
    subject: ({ some, listed }) => `${some(listed)} started low on memory`,
    advice: () =>
      "Look at the host's memory now. If it is still short, move something away from that host or give it more.",
    certainty:
      'The server tells memory once, when a process starts: it is that of the whole host at that time. What is free now, and what limit a container has, is not known.',
    resolutions: {
      replaced: replaced(was),
      accepted: accepted(({ who }) => `${who}${was} is gone`),
      'rule-changed': ruleChanged(({ who }) => `memory of ${who} at its start no longer counts as low`),
    },
  },
  example: {
    sinceSeconds: 0,
    incident: ({ short }) => ({
      evidence: { kind: 'low-memory', freePercent: 4.8067, thresholdPercent: 10 },
      instances: [short],
    }),
    variants: {
      'new-node': ({ short }) => ({
        evidence: { kind: 'low-memory', freePercent: 7, thresholdPercent: 10 },
        instances: [{ ...short, nodeVersion: 'v22.16.0' }],
      }),
    },
  },
});
