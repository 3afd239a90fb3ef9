import { secondsBetween } from '../core/base/time.ts';
import {
  type Answer,
  faultAnswer,
  faults,
  type HttpAnswer,
  jsonAnswer,
  jsonText,
  noBackend,
  rateLimitHeaders,
  tooManyRequests,
  withHeaders,
} from './faults.ts';
import { RateLimiter } from './rate-limit.ts';
import { type ListedInstance, render } from './rendering.ts';
import type { Look, SimulatedWorkspace } from './workspace.ts';

export interface ApiCall {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly userId: string | undefined;
  readonly authToken: string | undefined;
  readonly remoteAddress: string;
}

const instancesPath = '/api/v1/instances.get';

/** The way of a call: proxy, load balancer, and the order in which a Rocket.Chat process checks it. */
export class Api {
  readonly #workspace: SimulatedWorkspace;
  readonly #limiter = new RateLimiter();

  constructor(workspace: SimulatedWorkspace) {
    this.#workspace = workspace;
  }

  answer(call: ApiCall): Answer {
    const fault = this.#workspace.drawFault();
    if (fault !== null) return faultAnswer(fault, this.#workspace.now());
    const look = this.#workspace.look();
    switch (look.kind) {
      case 'no process':
        return noBackend;
      case 'hung':
        return { kind: 'hang' };
      case 'fault':
        return faultAnswer(look.fault, this.#workspace.now());
      case 'list':
      case 'broker':
        return this.#ask(call, look);
    }
  }

  #ask(call: ApiCall, look: Extract<Look, { kind: 'list' | 'broker' }>): HttpAnswer {
    if (call.method !== 'GET' || call.path !== instancesPath) {
      return jsonAnswer(404, { success: false, error: 'Resource not found' });
    }
    if (!this.#isLoggedIn(call)) return faults.unauthorized();
    return this.#withinLimit(call, look.kind === 'broker' ? faults[look.fault]() : this.#list(look.instances));
  }

  #withinLimit({ remoteAddress }: ApiCall, answer: HttpAnswer): HttpAnswer {
    const { rateLimit } = this.#workspace.options;
    if (rateLimit === null) return answer;
    const now = this.#workspace.now();
    const { allowed, left, resetAt } = this.#limiter.count(remoteAddress, rateLimit, now);
    return withHeaders(
      allowed ? answer : tooManyRequests(Math.ceil(secondsBetween(now, resetAt))),
      rateLimitHeaders(rateLimit.calls, left, resetAt),
    );
  }

  #list(instances: readonly ListedInstance[]): HttpAnswer {
    return jsonText(200, render(this.#workspace.options.shape, instances));
  }

  #isLoggedIn({ userId, authToken }: ApiCall): boolean {
    const { credentials } = this.#workspace.options;
    return userId === credentials.userId && authToken === credentials.authToken;
  }
}
