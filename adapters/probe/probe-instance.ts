import { AbortError, FetchError } from 'node-fetch';
import { emptyProbeResult, type ProbeFailure, type ProbeResult } from '../../core/observation/probe-result.ts';
import { type Answer, sendRequest, withinDeadline } from '../http/request.ts';
import { guardedAgents, refusalCodes } from './address-guard.ts';
import { type ProcessMetrics, readMetrics } from './prometheus-metrics.ts';
import type { Target } from './target.ts';

export interface ProbeInstanceLimits {
  /** All requests to one instance. */
  readonly instanceMilliseconds: number;
  /** The largest body, decompressed. */
  readonly bodyBytes: number;
}

/**
 * Asks one instance for its metrics and whether it is ready. Never rejects: a request that fails is part of the result.
 *
 * @param millisecondsLeft what the check has left, for all requests
 */
export async function probeInstance(
  { metrics, ready, isConfigured }: Target,
  { instanceMilliseconds, bodyBytes }: ProbeInstanceLimits,
  millisecondsLeft: number,
): Promise<ProbeResult> {
  const agent = isConfigured ? guardedAgents.configured : guardedAgents.listed;
  // An instance that is given less time than the others has not failed to answer.
  const outOfTime = millisecondsLeft < instanceMilliseconds ? 'no-time' : 'timeout';
  return withinDeadline(Math.min(millisecondsLeft, instanceMilliseconds), async (signal) => {
    // No credentials are sent and no redirect is followed: an answer counts for the instance that was asked only.
    const options = { headers: { Accept: 'text/plain, application/json' }, signal, bodyBytes, agent };
    const [metricsReading, readyReading] = await Promise.all([
      metrics && readFrom(sendRequest(metrics, options), metricsIn, outOfTime),
      ready && readFrom(sendRequest(ready, options), readinessIn, outOfTime),
    ]);
    return { ...emptyProbeResult, ...metricsFacts(metricsReading), ...readyFacts(readyReading) };
  });
}

/** Of an instance that gave no answer. */
export const failedProbe = (failure: ProbeFailure): ProbeResult => ({
  ...emptyProbeResult,
  metricsTrouble: failure,
  readyTrouble: failure,
});

/** What an answer holds, or why there is none. */
type Reading<Value> = { readonly value: Value } | { readonly failure: ProbeFailure };

async function readFrom<Value>(
  answer: Promise<Answer>,
  read: (answer: Answer) => Value | null,
  outOfTime: ProbeFailure,
): Promise<Reading<Value>> {
  try {
    const value = read(await answer);
    return value === null ? { failure: 'bad-answer' } : { value };
  } catch (error) {
    return { failure: error instanceof AbortError ? outOfTime : failureOf(error) };
  }
}

const metricsIn = ({ status, body }: Answer): ProcessMetrics | null => (status === 200 ? readMetrics(body) : null);

/** Any other answer comes from something that has no `/readyz`, such as Rocket.Chat before 7.11. */
const readinessIn = ({ status }: Answer): boolean | null => (status === 200 ? true : status === 503 ? false : null);

const metricsFacts = (reading: Reading<ProcessMetrics> | null): Partial<ProbeResult> => {
  if (reading === null) return {};
  return 'value' in reading ? reading.value : { metricsTrouble: reading.failure };
};

const readyFacts = (reading: Reading<boolean> | null): Partial<ProbeResult> => {
  if (reading === null) return {};
  return 'value' in reading ? { ready: reading.value } : { readyTrouble: reading.failure };
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
function failureOf(error: unknown): ProbeFailure {
  if (!(error instanceof FetchError)) throw error;
  const { type, code = '' } = error;
  const isUnreadable = type === 'max-size' || /^(HPE_|Z_|ERR_BROTLI|ERR__ERROR_)/.test(code);
  return isUnreadable ? 'bad-answer' : (failureByCode[code] ?? 'no-connection');
}
