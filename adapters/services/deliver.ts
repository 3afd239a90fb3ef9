import type { AlertObject } from '../../core/alerts/alert-object.ts';
import { renewOrNull, type SecretSource } from '../../core/base/secret-source.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { SummaryObject } from '../../core/summary/summary-object.ts';
import type { Severity } from '../../core/settings/values.ts';
import { agentFor } from '../http/agents.ts';
import { describeBody, describeStatus } from '../http/answer.ts';
import { defaultDeliveryLimits, type DeliveryLimits } from '../http/delivery-limits.ts';
import { type Redact, redactSecrets } from '../http/redact.ts';
import { readNetworkError } from '../http/network-failure.ts';
import { sendRequest, withinDeadline } from '../http/request.ts';
import { type Attempt, retryRequest, type RetryTools } from '../http/retry.ts';
import { serviceFailure, type ServiceOutcome } from './outcome.ts';
import type { SentRequests } from './sent-requests.ts';
import type { PreparedService, Service, ServiceRequest } from './service.ts';
import { verdictOn, waitAfter } from './verdict.ts';

export interface ServiceTools extends RetryTools {
  readonly service: Service;
  readonly minimumSeverity: Severity;
  /** PEM of an authority that is trusted beside the public ones; null: none is. */
  readonly ca: string | null;
  /** What was accepted before, so that another attempt goes on from there. */
  readonly sent: SentRequests;
  /** @default defaultDeliveryLimits */
  readonly limits?: Partial<DeliveryLimits>;
}

/** What a service gets. */
type Message = AlertObject | SummaryObject;

/**
 * Hands an alert or a summary to a service. If the secret is no longer good, reads it again, and tries it if it has changed.
 *
 * @throws SecretError where the secret cannot be read
 */
export const deliverToService = async (
  message: Message,
  source: SecretSource<PreparedService>,
  tools: ServiceTools,
): Promise<ServiceOutcome> => {
  const prepared = await source.current();
  const outcome = await sendAll(message, prepared, tools);
  if (outcome.outcome !== 'wrong-secret' && outcome.outcome !== 'gone') return outcome;
  const renewed = await renewOrNull(source);
  return renewed === null || renewed.secretText === prepared.secretText ? outcome : sendAll(message, renewed, tools);
};

/** One request after the other, as long as there is time: an end must not overtake its opening. */
async function sendAll(message: Message, prepared: PreparedService, tools: ServiceTools): Promise<ServiceOutcome> {
  const { clock, service, minimumSeverity, sent } = tools;
  const limits = { ...defaultDeliveryLimits, ...tools.limits };
  const startedAt = clock.now();
  const requests = prepared.requestsOf(message, { minimumSeverity, now: startedAt });
  const redact = redactIn(message, prepared);
  for (const [index, request] of requests.entries()) {
    if (sent.has(message.id, index) || isOver(request, message, sent)) continue;
    const left = limits.inAllMilliseconds - secondsBetween(startedAt, clock.now()) * 1000;
    if (index > 0 && left < limits.callMilliseconds) {
      const seen = `${request.url.host}: ${index} of ${requests.length} events were sent in the time there is`;
      return serviceFailure(service, 'later', seen, true);
    }
    const { outcome } = await retryRequest(
      () => sendOnce(request, redact, limits, tools),
      { ...limits, inAllMilliseconds: left },
      tools,
    );
    if (outcome.outcome !== 'accepted') return outcome;
    sent.add(message.id, index);
    if (request.incident?.action === 'close') sent.close(request.incident.key, timeOf(message));
  }
  return { outcome: 'accepted' };
}

/** What is sent is not shown, should an answer repeat it: neither the secret, nor what anybody may acknowledge with. */
function redactIn(message: Message, { redact }: PreparedService): Redact {
  const changes = message.type === 'alert' ? message.changes : [];
  const urls = changes.flatMap(({ acknowledgeUrl }) => (acknowledgeUrl === undefined ? [] : [acknowledgeUrl]));
  const withoutLinks = redactSecrets(urls.flatMap((url) => [url, new URL(url).pathname]));
  return (text) => redact(withoutLinks(text));
}

const timeOf = (message: Message): Timestamp => (message.type === 'alert' ? message.takenAt : message.to);

const isOver = ({ incident }: ServiceRequest, message: Message, sent: SentRequests): boolean =>
  incident?.action === 'open' && sent.isClosedAfter(incident.key, timeOf(message));

interface SendAttempt extends Attempt {
  readonly outcome: ServiceOutcome;
}

async function sendOnce(
  { method, url, headers, body }: ServiceRequest,
  redact: Redact,
  { callMilliseconds, bodyBytes }: DeliveryLimits,
  { clock, ca, service }: ServiceTools,
): Promise<SendAttempt> {
  const { host } = url;
  try {
    const answer = await withinDeadline(callMilliseconds, (signal) =>
      sendRequest(url, { headers, signal, bodyBytes, send: { method, body }, agent: agentFor(url, ca) }),
    );
    const verdict = verdictOn(answer, service.answers);
    if (verdict === 'accepted') return { outcome: { outcome: verdict }, retryAfterMilliseconds: null };
    const what = answer.isRedirect ? 'a redirect, which was not followed' : describeBody(answer.body, redact);
    const isPassing = verdict === 'later';
    return {
      outcome: serviceFailure(service, verdict, `${host}: ${describeStatus(answer.status)}, ${what}`, isPassing),
      retryAfterMilliseconds: isPassing ? waitAfter(answer, service.answers, clock.now()) : null,
    };
  } catch (error) {
    const { failure, retryable } = readNetworkError(error, { host, callMilliseconds, bodyBytes });
    const kind = failure.outcome === 'timeout' || failure.outcome === 'network' ? failure.outcome : 'refused';
    const outcome = serviceFailure(service, kind, failure.detail, retryable);
    return { outcome, retryAfterMilliseconds: retryable ? 0 : null };
  }
}
