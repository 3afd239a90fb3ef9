import { secondsBetween, type Timestamp } from '../time.ts';
import type { Failure } from '../observation/failure.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Rules } from './rules.ts';
import { endIfStood, incidentsOfKind, type Judgement, type OngoingIncident } from './judgement.ts';

const isRefused = ({ outcome }: Failure): boolean => outcome === 'unauthorized' || outcome === 'forbidden';

/**
 * What a call that showed nothing means: our credentials are refused, or the workspace cannot be seen. Credentials
 * that were refused before may still be: a call that fails otherwise does not tell.
 */
export function judgeFailure(failure: Failure, incidents: readonly Incident[], rules: Rules, at: Timestamp): Judgement {
  const [unreachable = null] = incidentsOfKind(incidents, 'unreachable');
  if (isRefused(failure)) {
    const [unauthorized = null] = incidentsOfKind(incidents, 'unauthorized');
    const standing = stand('unauthorized', failure, unauthorized, rules.unauthorized.severity, 0, at);
    return { standing: [standing], ended: endIfStood(unreachable, 'superseded') };
  }
  const { severity, forSeconds } = rules.unreachable;
  const standing = stand('unreachable', failure, unreachable, severity, forSeconds, at);
  return { standing: [standing], ended: [] };
}

/** What an answer means for the incidents that said there was none. */
export function judgeReached(incidents: readonly Incident[]): Judgement {
  const [unauthorized = null] = incidentsOfKind(incidents, 'unauthorized');
  const [unreachable = null] = incidentsOfKind(incidents, 'unreachable');
  return { standing: [], ended: [...endIfStood(unauthorized, 'authorized'), ...endIfStood(unreachable, 'reachable')] };
}

function stand(
  kind: 'unreachable' | 'unauthorized',
  failure: Failure,
  previous: Incident | null,
  severity: OngoingIncident['severity'],
  forSeconds: number,
  at: Timestamp,
): OngoingIncident {
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
