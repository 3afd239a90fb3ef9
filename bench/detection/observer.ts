import { AbortError, FetchError, Headers } from 'node-fetch';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { defaultLimits } from '../../adapters/rocketchat/limits.ts';
import { readCallError, readLastAnswer } from '../../adapters/rocketchat/fetch-instances.ts';
import type { Observation } from '../../core/observation/observation.ts';
import { Api, type ApiCall } from '../../simulator/api.ts';
import { type Answer, faultAnswer, type FaultKind, type HttpAnswer } from '../../simulator/faults.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import type { SimulatedWorkspace } from '../../simulator/workspace.ts';

const call: ApiCall = {
  method: 'GET',
  path: '/api/v1/instances.get',
  userId: simulatedCredentials.userId,
  authToken: simulatedCredentials.authToken,
  remoteAddress: '127.0.0.1',
};
const where = { endpoint: new URL('https://chat.example.com/api/v1/instances.get'), limits: defaultLimits };

/** What one call came to; `retryAfterSeconds` is null where another call would not help. */
interface Seen {
  readonly observation: Observation;
  readonly tookSeconds: number;
  readonly retryAfterSeconds: number | null;
}

interface ObserverTools {
  readonly workspace: SimulatedWorkspace;
  /** Lets time pass, with all that happens in it. */
  readonly wait: (seconds: number) => void;
  /** What a call gets instead of its answer; null where nothing stands in its way. */
  readonly disturbance: () => FaultKind | null;
}

/**
 * Looks at a simulated workspace as the product's client does, retries included, but without HTTP: the parser and
 * the reading of failures are the real ones, the time is virtual.
 */
export class Observer {
  readonly #tools: ObserverTools;
  readonly #api: Api;

  constructor(tools: ObserverTools) {
    this.#tools = tools;
    this.#api = new Api(tools.workspace);
  }

  observe(): Observation {
    const { workspace, wait } = this.#tools;
    const startedAt = workspace.now();
    let degraded: string | null = null;
    for (let retries = 0; ; retries += 1) {
      const { observation: seen, tookSeconds, retryAfterSeconds } = this.#look();
      wait(tookSeconds);
      if (seen.outcome === 'degraded') degraded = seen.detail;
      const observation = seen.outcome === 'ok' ? { ...seen, degraded } : seen;
      if (retryAfterSeconds === null || retries === defaultLimits.retries) return observation;
      const pause = retryAfterSeconds + (0.5 * defaultLimits.backoffMilliseconds * 2 ** retries) / 1000;
      const needed = secondsBetween(startedAt, workspace.now()) + pause + defaultLimits.callMilliseconds / 1000;
      if (needed > defaultLimits.observationMilliseconds / 1000) return observation;
      wait(pause);
    }
  }

  #look(): Seen {
    const { workspace, disturbance } = this.#tools;
    const fault = disturbance();
    const now = workspace.now();
    return read(fault === null ? this.#api.answer(call) : faultAnswer(fault, now), now);
  }
}

function read(answer: Answer, now: Timestamp): Seen {
  switch (answer.kind) {
    case 'hang':
    case 'unfinished':
      return broken(new AbortError('aborted'), defaultLimits.callMilliseconds / 1000);
    case 'late':
      return answer.afterSeconds * 1000 < defaultLimits.callMilliseconds
        ? { ...readResponse(answer.answer, now), tookSeconds: answer.afterSeconds }
        : read({ kind: 'hang' }, now);
    case 'reset':
      return broken(new FetchError('reset', 'system', { code: 'ECONNRESET' }), 0);
    case 'response':
      return readResponse(answer, now);
  }
}

function broken(error: Error, tookSeconds: number): Seen {
  return seenIn(readCallError(error, where), tookSeconds);
}

function readResponse({ status, headers, body }: HttpAnswer, now: Timestamp): Seen {
  // As the header `Date` has it: in whole seconds.
  const answer = { status, headers: new Headers({ ...headers, date: new Date(now).toUTCString() }), body };
  return seenIn(readLastAnswer({ answer: { ...answer, isRedirect: false }, redirectProblem: null }, asItIs, now), 0);
}

const asItIs = (text: string): string => text;

const seenIn = (
  { observation, retryAfterMilliseconds }: ReturnType<typeof readCallError>,
  tookSeconds: number,
): Seen => ({
  observation,
  tookSeconds,
  retryAfterSeconds: retryAfterMilliseconds === null ? null : retryAfterMilliseconds / 1000,
});
