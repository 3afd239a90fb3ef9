import * as v from 'valibot';
import { earlier, hasLasted, plusSeconds } from '../base/time.ts';
import { text } from '../base/stored-values.ts';
import { among10, frequent, hasComeBack, type RecentCheck } from '../cluster/recent-checks.ts';
import type { Incident } from '../incidents/incident.ts';
import {
  type EndedIncident,
  endIfKnown,
  type Judgement,
  type OngoingIncident,
  recoverIfKnown,
} from '../incidents/judgement.ts';
import { type FailureKind, failureKinds } from '../observation/failure.ts';
import { forSetting, resolveAfterSetting, severitySetting } from '../settings/setting.ts';
import { foreignText } from '../text/foreign-text.ts';
import type { EvaluationContext } from './rule.ts';

/* The judgement that the rules `unreachable`, `unauthorized` and `degraded` share: each failed call is one of them. */

export const unreachableSettings = {
  for: forSetting(60, '3m'),
  resolveAfter: resolveAfterSetting(120),
  severity: severitySetting('critical'),
};
export const degradedSettings = { ...unreachableSettings, severity: severitySetting('warning') };

export const failureEvidence = {
  failure: v.picklist(failureKinds),
  detail: text,
  /** How many of the last checks went so, where not all did; else null. */
  failed: v.nullish(v.object({ of: v.number(), times: v.number() }), null),
};

const kinds = ['unreachable', 'unauthorized', 'degraded'] as const;
type Kind = (typeof kinds)[number];

interface FailureEvidence {
  readonly kind: Kind;
  readonly failure: FailureKind;
  readonly detail: string;
  readonly failed: { readonly of: number; readonly times: number } | null;
}

const kindOf = (failure: FailureKind): Kind => {
  if (failure === 'degraded') return 'degraded';
  return failure === 'unauthorized' || failure === 'forbidden' ? 'unauthorized' : 'unreachable';
};

/** So many of the last ten checks show that one of several servers refuses, or has lost its broker. */
const minTimes = 3;

/** What the checks show of one kind of failure. */
interface Finding {
  readonly kind: Kind;
  /** Whether this check failed so. */
  readonly isNow: boolean;
  /** Those of the last checks that failed so, where they are many; else null. */
  readonly many: readonly RecentCheck[] | null;
  /** Whether they are many, and not in one stretch: then it is not over because this check did not fail. */
  readonly comesAndGoes: boolean;
  readonly previous: Incident | null;
}

/** What a call means that fails now, or often: it is about the workspace, or about one of the servers behind it. */
export function judgeReachability(context: EvaluationContext): Judgement {
  const findings = kinds.map((kind) => findingOf(kind, context));
  const ongoing = findings.filter(goesOn).map((finding) => goOn(finding, context));
  const refusal = ongoing.find(({ evidence }) => evidence.kind === 'unauthorized') ?? null;
  const ended = findings.filter((finding) => !goesOn(finding)).flatMap((finding) => endOf(finding, refusal, context));
  return { ongoing, ended };
}

const goesOn = ({ isNow, comesAndGoes, previous }: Finding): boolean =>
  isNow || (comesAndGoes && previous?.state === 'open');

function findingOf(kind: Kind, { failure, degradedDetail, recentChecks, incidents }: EvaluationContext): Finding {
  const isSuch = ({ outcome, sawDegraded }: Omit<RecentCheck, 'at'>): boolean =>
    (outcome !== 'ok' && kindOf(outcome) === kind) || (kind === 'degraded' && sawDegraded === true);
  const ofTen = among10(recentChecks, isSuch);
  const many = kind === 'unreachable' ? frequent(recentChecks, isSuch) : ofTen.length >= minTimes ? ofTen : null;
  return {
    kind,
    isNow: isSuch({ outcome: failure?.outcome ?? 'ok', ...(degradedDetail !== null && { sawDegraded: true }) }),
    many,
    comesAndGoes: many !== null && hasComeBack(recentChecks, isSuch),
    previous: incidents.find((incident) => incident.kind === kind) ?? null,
  };
}

function goOn(finding: Finding, context: EvaluationContext): OngoingIncident<FailureEvidence> {
  const { kind, isNow, many, previous } = finding;
  const { at, recentChecks } = context;
  const { forSeconds, severity } = context.settingsOf({ key: kind, settings: unreachableSettings });
  const manySince = many?.[0]?.at ?? at;
  // What is pending began with the first of them; what is open, when it opened.
  const begunAt = previous?.since ?? at;
  const since = previous?.state === 'open' ? previous.since : earlier(begunAt, manySince);
  const isPartial = many !== null && many.length < recentChecks.length;
  // One process without its broker is no matter of time: the others answer.
  const lasts = kind !== 'degraded' && hasLasted(begunAt, at, forSeconds);
  return {
    previous,
    key: kind,
    subjects: [],
    severity,
    since,
    opens: lasts || (isNow && many !== null && hasLasted(manySince, at, forSeconds)),
    ...(kind !== 'degraded' && { opensAt: plusSeconds(begunAt, forSeconds) }),
    evidence: {
      kind,
      ...failureOf(finding, context),
      failed: isPartial ? { times: many.length, of: recentChecks.length } : null,
    },
  };
}

/** As it was seen last. */
function failureOf({ isNow, previous }: Finding, { failure, degradedDetail }: EvaluationContext) {
  if (isNow && failure !== null) return { failure: failure.outcome, detail: failure.detail };
  if (isNow && degradedDetail !== null) return { failure: 'degraded' as const, detail: degradedDetail };
  return v.parse(seenBefore, previous);
}

const seenBefore = v.object({
  failure: v.fallback(v.picklist(failureKinds), 'bad-response'),
  detail: v.fallback(text, ''),
});

/** A call that fails otherwise does not show whether credentials that were refused are accepted now. */
function endOf(
  { kind, previous }: Finding,
  refusal: OngoingIncident | null,
  { failure, isOff }: EvaluationContext,
): readonly EndedIncident[] {
  if (previous === null) return [];
  const other = failure === null ? null : kindOf(failure.outcome);
  if (other === null) return recoverIfKnown(previous, kind === 'unauthorized' ? 'authorized' : 'reachable');
  if (previous.state === 'pending') return endIfKnown(previous, 'superseded');
  if (kind !== 'unreachable') return [];
  if (other !== 'unauthorized') return recoverIfKnown(previous, 'reachable');
  // Ends with the opening of what supersedes it, so that one message says both. What was open before may come and go.
  if (refusal === null || isOff('unauthorized') || refusal.previous?.state === 'open') {
    return recoverIfKnown(previous, 'superseded');
  }
  return refusal.opens ? endIfKnown(previous, 'superseded') : [];
}

const maxDetailLength = 200;

/** What was seen in place of the instances, to go into a sentence. */
export const detailText = ({ detail }: Pick<FailureEvidence, 'detail'>): string =>
  foreignText(detail, maxDetailLength).replace(/\.$/, '');

/** ` at 5 of the last 10 checks`, of what does not happen at each of them. */
export const timesText = ({ failed }: Pick<FailureEvidence, 'failed'>): string =>
  failed === null ? '' : ` at ${failed.times} of the last ${failed.of} checks`;

export const failureCertainty = 'A failed call says nothing about the instances: what was last known of them is kept.';

/** What the rules have in common, beside parts of their texts. */
export const reachabilityRule = {
  isAboutWorkspace: true,
  isJudgedBlind: true,
  evidence: failureEvidence,
  judge: judgeReachability,
} as const;
