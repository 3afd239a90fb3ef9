import { secondsBetween, type Timestamp } from '../base/time.ts';
import { isAccepted, type KnownInstance } from '../cluster/known-instance.ts';
import type { Incident } from '../incidents/incident.ts';
import { bySubject, endedOf, type Judgement, type OngoingIncident } from '../incidents/judgement.ts';
import { forSetting, severitySetting } from '../settings/setting.ts';
import { judgeRestarts, latestOf } from './restarting.ts';
import type { EvaluationContext, Findings } from './rule.ts';

/* The judgement that the rules `disappeared` and `unresponsive` share: it is one incident, whose kind is what is true now. */

export const lossSettings = { for: forSetting(60, '3m'), severity: severitySetting('critical') };

type LossEvidence =
  | { readonly kind: 'disappeared'; readonly lastSeenAt: Timestamp }
  | { readonly kind: 'unresponsive'; readonly heartbeatAgeSeconds: number | null };

const kinds: ReadonlySet<string> = new Set<LossEvidence['kind']>(['disappeared', 'unresponsive']);

/**
 * Instances that were once seen healthy and are unresponsive or missing now, and that nothing replaced. Their clock
 * runs on while one becomes the other.
 */
export function judgeLosses(context: EvaluationContext, findings: Findings): Judgement {
  const { instances, instanceById, general, at } = context;
  const previous = bySubject(lossesIn(context.incidents));
  // A loss that is part of a restart loop is in that incident.
  const restarting = new Set(findings.of(judgeRestarts).ongoing.map(latestOf));
  const ongoing = instances
    .filter(({ lostSince, replacedBy }) => lostSince !== null && replacedBy === null)
    .filter((instance) => !isAccepted(instance, general.forgetAfterSeconds, at))
    .map((instance) => {
      const loss = judgeLoss(instance, previous.get(instance.id) ?? null, context);
      return restarting.has(instance.id) ? { ...loss, opens: false } : loss;
    });
  return { ongoing, ended: endedOf(previous, ongoing, instanceById, reasonOf) };
}

function judgeLoss(
  instance: KnownInstance,
  previous: Incident | null,
  context: EvaluationContext,
): OngoingIncident<LossEvidence> {
  const evidence = evidenceOf(instance);
  const { forSeconds, severity } = context.settingsOf({ key: evidence.kind, settings: lossSettings });
  const since = instance.lostSince ?? context.at;
  return {
    previous,
    key: `lost/${instance.id}`,
    subjects: [instance.id],
    severity,
    since,
    opens: secondsBetween(since, context.at) >= forSeconds,
    evidence,
  };
}

const evidenceOf = (instance: KnownInstance): LossEvidence =>
  instance.listed
    ? { kind: 'unresponsive', heartbeatAgeSeconds: instance.heartbeatAgeSeconds }
    : { kind: 'disappeared', lastSeenAt: instance.lastSeenAt };

const lossesIn = (incidents: readonly Incident[]): readonly Incident[] =>
  incidents.filter(({ kind }) => kinds.has(kind));

/** Ids of the instances of which it is sure that they are lost. */
export const openLosses = (incidents: readonly Incident[]): ReadonlySet<string> =>
  new Set(
    lossesIn(incidents)
      .filter(({ state }) => state === 'open')
      .flatMap(({ subjects }) => subjects),
  );

const reasonOf = (instance: KnownInstance | undefined): string =>
  instance?.lostSince === null ? 'returned' : 'accepted';
