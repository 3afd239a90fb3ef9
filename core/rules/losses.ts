import * as v from 'valibot';
import { numberOrNull } from '../base/stored-values.ts';
import { hasLasted, plusSeconds, type Timestamp } from '../base/time.ts';
import { isAccepted, isServing, type KnownInstance } from '../cluster/known-instance.ts';
import { cameAndWent, isOftenLost } from '../cluster/recent-checks.ts';
import type { Incident } from '../incidents/incident.ts';
import { byLatest, endedOf, type Judgement, type OngoingIncident, subjectsOf } from '../incidents/judgement.ts';
import { autoForSetting, resolveAfterSetting, severitySetting } from '../settings/setting.ts';
import { durationText } from '../text/duration-text.ts';
import { judgeRestarts, latestOf } from './restarting.ts';
import type { EvaluationContext, Findings } from './rule.ts';

/* The judgement that the rules `disappeared` and `unresponsive` share: it is one incident, whose kind is what is true now. */

export const lossSettings = {
  for: autoForSetting,
  resolveAfter: resolveAfterSetting(120),
  severity: severitySetting('critical'),
};

/** How long a loss waits where `for` is `auto`. */
const waits = v.object({
  seconds: v.number(),
  /** For how long places stood empty at the slowest of the last replacements; null while too few were seen. */
  slowestGapSeconds: numberOrNull,
});

/** What both kinds rest on, beside what is their own. */
export const lossEvidence = {
  /** Absent where `for` is set. */
  waits: v.exactOptional(waits),
};

type Waits = v.InferOutput<typeof waits>;
type LossEvidence = { readonly waits?: Waits } & (
  | { readonly kind: 'disappeared'; readonly lastSeenAt: Timestamp }
  | { readonly kind: 'unresponsive'; readonly heartbeatAgeSeconds: number | null }
);

export const lossKinds = ['disappeared', 'unresponsive'] as const satisfies ReadonlyArray<LossEvidence['kind']>;

/**
 * Instances that were once seen healthy and are unresponsive or missing now, and that nothing replaced. Their clock
 * runs on while one becomes the other. What took the place of one is the same incident, until it has been well for a
 * while.
 */
export function judgeLosses(context: EvaluationContext, findings: Findings): Judgement {
  const { instances, instanceById, general, at } = context;
  const known = lossesIn(context.incidents);
  const previous = byLatest(known, instanceById);
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
  return { ongoing, ended: endedOf(known, ongoing, instanceById, reasonOf, 'replaced') };
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
  cameAndWent(instance) &&
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
  const sign = signOf(instance);
  const { forSeconds: configured, severity } = context.settingsOf({ key: sign.kind, settings: lossSettings });
  const waits = configured === null ? autoFor(context.replacementGaps) : null;
  const forSeconds = configured ?? waits?.seconds ?? 0;
  const since = instance.lostSince ?? at;
  const isOften = isLost(instance) && isOftenLost(instance, context.recentChecks);
  return {
    previous,
    key: `lost/${instance.id}`,
    ...subjectsOf(instance, previous),
    severity,
    since,
    opens: hasLasted(since, at, forSeconds) || (forSeconds <= maxOftenForSeconds && isOften),
    opensAt: plusSeconds(since, forSeconds),
    evidence: { ...sign, ...(waits !== null && { waits }) },
  };
}

const signOf = (instance: KnownInstance) =>
  instance.listed
    ? { kind: 'unresponsive' as const, heartbeatAgeSeconds: instance.heartbeatAgeSeconds }
    : { kind: 'disappeared' as const, lastSeenAt: instance.lastSeenAt };

/** Three replacements show how long one takes here. */
const minGaps = 3;
const unknownForSeconds = 180;
const minAutoForSeconds = 60;
export const maxAutoForSeconds = 300;

/** How long a loss must last where `for` is `auto`: long enough for a replacement as slow as the slowest of the last. */
export function autoFor(gaps: readonly number[]): Waits {
  if (gaps.length < minGaps) return { seconds: unknownForSeconds, slowestGapSeconds: null };
  const slowestGapSeconds = Math.max(...gaps);
  const seconds = Math.round(1.5 * slowestGapSeconds + 30);
  return { seconds: Math.min(maxAutoForSeconds, Math.max(minAutoForSeconds, seconds)), slowestGapSeconds };
}

/** Why an alert of a loss came when it did; nothing where its `for` is set. */
export const waitText = ({
  incident: { waits: known },
}: {
  readonly incident: { readonly waits?: Waits };
}): readonly string[] => {
  if (known === undefined) return [];
  const why =
    known.slowestGapSeconds === null
      ? 'fewer than three replacements have been seen here so far'
      : `the slowest of the last replacements here took ${durationText(known.slowestGapSeconds)}`;
  return [`sent after ${durationText(known.seconds)} (\`for: auto\`): ${why}`];
};

/** With a longer `for`, what comes and goes within it is not to be alerted on. */
const maxOftenForSeconds = 600;

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
