import { AbortError, FetchError } from 'node-fetch';
import { type Answer, sendRequest, withinDeadline } from '../http/request.ts';
import { guardedAgents, refusalCodes } from './address-guard.ts';
import { type ProcessMetrics, readMetrics } from './prometheus-metrics.ts';
import { type ProbeResult, emptyProbeResult, type ProbeFailure } from '../../core/observation/probe-result.ts';
import type { Target } from './target.ts';

export interface ProbeInstanceLimits {
  /** All that is asked of one instance. */
  readonly instanceMilliseconds: number;
  /** The largest body, decompressed. */
  readonly bodyBytes: number;
}

/** What one instance tells. Never rejects: what is not told is its trouble. */
export async function probeInstance(
  target: Target,
  limits: ProbeInstanceLimits,
  milliseconds: number,
): Promise<ProbeResult> {
  if ('failure' in target) return failedProbe(target.failure);
  const { metrics, ready, isConfigured } = target;
  const agent = isConfigured ? guardedAgents.configured : guardedAgents.listed;
  // Who is given less time than everybody else has not failed to answer.
  const outOfTime = milliseconds < limits.instanceMilliseconds ? 'no-time' : 'timeout';
  return withinDeadline(Math.min(milliseconds, limits.instanceMilliseconds), async (signal) => {
    // No credentials go along, and no redirect is followed: whoever answers is only believed about itself.
    const options = { headers: { Accept: 'text/plain, application/json' }, signal, bodyBytes: limits.bodyBytes, agent };
    const [measured, isReady] = await Promise.all([
      metrics === null ? null : readFrom(sendRequest(metrics, options), metricsIn, outOfTime),
      ready === null ? null : readFrom(sendRequest(ready, options), readinessIn, outOfTime),
    ]);
    return { ...emptyProbeResult, ...metricsFacts(measured), ...readyFacts(isReady) };
  });
}

/** Of an instance that told nothing. */
export const failedProbe = (trouble: ProbeFailure): ProbeResult => ({
  ...emptyProbeResult,
  metricsTrouble: trouble,
  readyTrouble: trouble,
});

/** What an answer told, or why nothing was told. */
type Reading<Value> = { readonly value: Value } | { readonly trouble: ProbeFailure };

async function readFrom<Value>(
  answer: Promise<Answer>,
  read: (answer: Answer) => Value | null,
  outOfTime: ProbeFailure,
): Promise<Reading<Value>> {
  try {
    const value = read(await answer);
    return value === null ? { trouble: 'bad-answer' } : { value };
  } catch (error) {
    return { trouble: error instanceof AbortError ? outOfTime : troubleOf(error) };
  }
}

const metricsIn = ({ status, body }: Answer): ProcessMetrics | null => (status === 200 ? readMetrics(body) : null);

/** Other than these two, an answer is one of something that knows no readiness, as Rocket.Chat before 7.11. */
const readinessIn = ({ status }: Answer): boolean | null => (status === 200 ? true : status === 503 ? false : null);

const metricsFacts = (measured: Reading<ProcessMetrics> | null): Partial<ProbeResult> => {
  if (measured === null) return {};
  return 'value' in measured ? measured.value : { metricsTrouble: measured.trouble };
};

const readyFacts = (ready: Reading<boolean> | null): Partial<ProbeResult> => {
  if (ready === null) return {};
  return 'value' in ready ? { ready: ready.value } : { readyTrouble: ready.trouble };
};

const failureByCode: Readonly<Record<string, ProbeFailure>> = {
  [refusalCodes['link-local']]: 'forbidden-address',
  [refusalCodes.loopback]: 'no-address',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'unroutable',
  EAI_AGAIN: 'unroutable',
  EHOSTUNREACH: 'unroutable',
  ENETUNREACH: 'unroutable',
  EADDRNOTAVAIL: 'unroutable',
};

/** @throws the error itself where it is not one of the network's */
function troubleOf(error: unknown): ProbeFailure {
  if (!(error instanceof FetchError)) throw error;
  const { type, code = '' } = error;
  const isUnreadable = type === 'max-size' || /^(HPE_|Z_|ERR_BROTLI|ERR__ERROR_)/.test(code);
  return isUnreadable ? 'bad-answer' : (failureByCode[code] ?? 'no-connection');
}
