import { hasLasted, plusSeconds, type Timestamp } from '../base/time.ts';
import { isAccepted, isServing, type KnownInstance } from '../cluster/known-instance.ts';
import { hasBeenBack, isOftenLost } from '../cluster/recent-checks.ts';
import type { Incident } from '../incidents/incident.ts';
import { byLatest, endedOf, type Judgement, type OngoingIncident, subjectsOf } from '../incidents/judgement.ts';
import { autoForSetting, resolveAfterSetting, severitySetting } from '../settings/setting.ts';
import { judgeRestarts, latestOf } from './restarting.ts';
import type { EvaluationContext, Findings } from './rule.ts';

/* The judgement that the rules `disappeared` and `unresponsive` share: it is one incident, whose kind is what is true now. */

export const lossSettings = {
  for: autoForSetting,
  resolveAfter: resolveAfterSetting(120),
  severity: severitySetting('critical'),
};

type LossEvidence =
  | { readonly kind: 'disappeared'; readonly lastSeenAt: Timestamp }
  | { readonly kind: 'unresponsive'; readonly heartbeatAgeSeconds: number | null };

export const lossKinds = ['disappeared', 'unresponsive'] as const satisfies ReadonlyArray<LossEvidence['kind']>;

/**
 * Instances that were once seen healthy and are unresponsive or missing now, and that nothing replaced. Their clock
 * runs on while one becomes the other. What took the place of one is the same incident, until it has been well for a
 * while.
 */
export function judgeLosses(context: EvaluationContext, findings: Findings): Judgement {
  const { instances, instanceById, general, at } = context;
  const previous = byLatest(lossesIn(context.incidents), instanceById);
  // A loss that is part of a restart loop is in that incident.
  const restarting = new Set(findings.of(judgeRestarts).ongoing.map(latestOf));
  const isSpared = leavesEnough(context);
  const ongoing = instances
    .filter((instance) => isLost(instance) || isStillOften(instance, previous.get(instance.id), context))
    .filter((instance) => !isAccepted(instance, general.forgetAfterSeconds, at))
    .map((instance) => {
      const loss = judgeLoss(instance, previous.get(instance.id) ?? null, context);
      if (!isSpared && !restarting.has(instance.id)) return loss;
      const { opensAt: _opensAt, ...pending } = loss;
      return { ...pending, opens: false };
    });
  return { ongoing, ended: endedOf(previous, ongoing, instanceById, reasonOf, 'replaced') };
}

const isLost = ({ lostSince, replacedBy }: KnownInstance): boolean => lostSince !== null && replacedBy === null;

/** One that comes and goes is not over because it is there at the moment. */
const isStillOften = (
  instance: KnownInstance,
  previous: Incident | undefined,
  { recentChecks }: EvaluationContext,
): boolean =>
  previous?.state === 'open' &&
  instance.replacedBy === null &&
  hasBeenBack(instance) &&
  isOftenLost(instance, recentChecks);

/** Whether as many are healthy as there must be: then what is gone was one too many. */
function leavesEnough({ instances, general: { minInstances } }: EvaluationContext): boolean {
  return minInstances !== null && instances.filter(isServing).length >= minInstances;
}

function judgeLoss(
  instance: KnownInstance,
  previous: Incident | null,
  context: EvaluationContext,
): OngoingIncident<LossEvidence> {
  const { at } = context;
  const evidence = evidenceOf(instance);
  const { forSeconds: configured, severity } = context.settingsOf({ key: evidence.kind, settings: lossSettings });
  const forSeconds = configured ?? autoForSeconds(context.replacementGaps);
  const since = instance.lostSince ?? at;
  return {
    previous,
    key: `lost/${instance.id}`,
    ...subjectsOf(instance, previous),
    severity,
    since,
    opens: hasLasted(since, at, forSeconds) || (isLost(instance) && isOftenLost(instance, context.recentChecks)),
    opensAt: plusSeconds(since, forSeconds),
    evidence,
  };
}

const evidenceOf = (instance: KnownInstance): LossEvidence =>
  instance.listed
    ? { kind: 'unresponsive', heartbeatAgeSeconds: instance.heartbeatAgeSeconds }
    : { kind: 'disappeared', lastSeenAt: instance.lastSeenAt };

/** Three replacements show how long one takes here. */
const minGaps = 3;
const unknownForSeconds = 180;
const minAutoForSeconds = 60;
export const maxAutoForSeconds = 300;

/** How long a loss must last where `for` is `auto`: long enough for a replacement as slow as the slowest of the last. */
export const autoForSeconds = (gaps: readonly number[]): number =>
  gaps.length < minGaps
    ? unknownForSeconds
    : Math.min(maxAutoForSeconds, Math.max(minAutoForSeconds, Math.round(1.5 * Math.max(...gaps) + 30)));

const lossesIn = (incidents: readonly Incident[]): readonly Incident[] =>
  incidents.filter(({ kind }) => lossKinds.some((one) => one === kind));

/** Ids of the instances whose loss is open. */
export const openLosses = (incidents: readonly Incident[]): ReadonlySet<string> =>
  new Set(
    lossesIn(incidents)
      .filter(({ state }) => state === 'open')
      .flatMap(({ subjects, follows }) => [...subjects, ...(follows === undefined ? [] : [follows])]),
  );

const reasonOf = (instance: KnownInstance | undefined): string =>
  instance?.lostSince === null ? 'returned' : 'accepted';
