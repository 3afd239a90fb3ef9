import { AbortError, FetchError } from 'node-fetch';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { readJson } from '../../adapters/http/answer.ts';
import { defaultLimits } from '../../adapters/rocketchat/limits.ts';
import { readNetworkError } from '../../adapters/http/network-failure.ts';
import type { Observation } from '../../core/observation/observation.ts';
import { parseAnswer } from '../../adapters/rocketchat/parser.ts';
import { millisecondsUntilReset, readHttpDate } from '../../adapters/http/headers.ts';
import { readRefusal } from '../../adapters/rocketchat/refusal.ts';
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
const context = { host: 'simulated workspace', ...defaultLimits };

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
    for (let retries = 0; ; retries += 1) {
      const { observation, tookSeconds, retryAfterSeconds } = this.#look();
      wait(tookSeconds);
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
  const { failure, retryable: passing } = readNetworkError(error, context);
  return { observation: failure, tookSeconds, retryAfterSeconds: passing ? 0 : null };
}

function readResponse({ status, headers, body }: HttpAnswer, now: Timestamp): Seen {
  const json = status < 300 ? readJson(body) : undefined;
  if (json !== undefined) {
    // As the header `Date` has it: in whole seconds.
    const serverDate = readHttpDate(new Date(now).toUTCString());
    return { observation: parseAnswer(json, serverDate), tookSeconds: 0, retryAfterSeconds: null };
  }
  const observation = readRefusal({ status, body }, (text) => text);
  if (observation.outcome === 'server-error') return { observation, tookSeconds: 0, retryAfterSeconds: 0 };
  const wait = observation.outcome === 'rate-limited' ? millisecondsUntilReset(new Headers({ ...headers }), now) : null;
  return { observation, tookSeconds: 0, retryAfterSeconds: wait === null ? null : wait / 1000 };
}
