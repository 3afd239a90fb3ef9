import * as v from 'valibot';
import { secondsBetween } from '../base/time.ts';
import { text } from '../base/stored-values.ts';
import type { Incident } from '../incidents/incident.ts';
import { endIfKnown, type Judgement, type OngoingIncident } from '../incidents/judgement.ts';
import { type Failure, type FailureKind, failureKinds } from '../observation/failure.ts';
import { forSetting, severitySetting } from '../settings/setting.ts';
import { foreignText } from '../text/foreign-text.ts';
import type { EvaluationContext } from './rule.ts';

/* The judgement that the rules `unreachable` and `unauthorized` share: a call that fails is one or the other. */

export const unreachableSettings = { for: forSetting(60, '3m'), severity: severitySetting('critical') };
export const unauthorizedSettings = { severity: severitySetting('critical') };

export const failureEvidence = { failure: v.picklist(failureKinds), detail: text };

interface FailureEvidence {
  readonly kind: 'unreachable' | 'unauthorized';
  readonly failure: FailureKind;
  readonly detail: string;
}

/**
 * What a call means: it saw the workspace, our credentials are refused, or the workspace cannot be seen. Credentials
 * that were refused before may still be: a call that fails otherwise does not show it.
 */
export function judgeReachability(context: EvaluationContext): Judgement {
  const { failure, incidents } = context;
  const unreachable = incidents.find(({ kind }) => kind === 'unreachable') ?? null;
  const unauthorized = incidents.find(({ kind }) => kind === 'unauthorized') ?? null;
  if (failure === null) {
    return { ongoing: [], ended: [...endIfKnown(unauthorized, 'authorized'), ...endIfKnown(unreachable, 'reachable')] };
  }
  if (isRefused(failure)) {
    const { severity } = context.settingsOf({ key: 'unauthorized', settings: unauthorizedSettings });
    const ongoing = ongoingFailure('unauthorized', failure, unauthorized, { severity, forSeconds: 0 }, context);
    return { ongoing: [ongoing], ended: endIfKnown(unreachable, 'superseded') };
  }
  const settings = context.settingsOf({ key: 'unreachable', settings: unreachableSettings });
  return { ongoing: [ongoingFailure('unreachable', failure, unreachable, settings, context)], ended: [] };
}

const isRefused = ({ outcome }: Failure): boolean => outcome === 'unauthorized' || outcome === 'forbidden';

function ongoingFailure(
  kind: FailureEvidence['kind'],
  failure: Failure,
  previous: Incident | null,
  { severity, forSeconds }: Pick<OngoingIncident, 'severity'> & { readonly forSeconds: number },
  { at }: EvaluationContext,
): OngoingIncident<FailureEvidence> {
  const since = previous?.since ?? at;
  return {
    previous,
    key: kind,
    subjects: [],
    severity,
    since,
    opens: secondsBetween(since, at) >= forSeconds,
    evidence: { kind, failure: failure.outcome, detail: failure.detail },
  };
}

const maxDetailLength = 200;

/** What was seen in place of the instances, to go into a sentence. */
export const detailText = ({ detail }: Pick<FailureEvidence, 'detail'>): string =>
  foreignText(detail, maxDetailLength).replace(/\.$/, '');

export const failureCertainty =
  'While this lasts, nothing is known about the instances. What was known before is kept, and nothing is concluded from their absence.';
