import { slackMessage } from '../../core/alerts/renderings/slack.ts';
import { slackSummary } from '../../core/summary/renderings/slack.ts';
import { fieldsOf } from '../../core/base/json.ts';
import { readJson } from '../http/answer.ts';
import type { Answer } from '../http/request.ts';
import { defineService, jsonHeaders, type Verdict } from './service.ts';
import { goneUrl, urlSecret } from './urls.ts';

/**
 * The incoming webhook of Slack, Rocket.Chat or Mattermost. It is not in the list of services: alerter.yaml names its
 * webhooks under `alerts.slack`.
 */
export const incomingWebhook = defineService({
  name: 'slack',
  title: 'the chat',
  isLifecycle: false,
  secret: urlSecret({
    holds: 'the URL of an incoming webhook',
    form: 'such as https://hooks.slack.com/services/…',
    sample: 'https://hooks.slack.com/services/SAMPLE',
  }),
  options: {},
  optionTexts: {},
  requestsOf: (alert, { secret }) => [
    { method: 'POST', url: secret, headers: jsonHeaders, body: JSON.stringify(slackMessage(alert)) },
  ],
  summaryRequestsOf: (summary, { secret }) => [
    { method: 'POST', url: secret, headers: jsonHeaders, body: JSON.stringify(slackSummary(summary)) },
  ],
  // What takes no POST is no webhook.
  answers: { accepted: 'any 2xx', wrongSecret: [...goneUrl, 405], read: readAnswer },
});

/**
 * Slack answers `ok`, or an error such as `no_service` with a status for each kind of error: see
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. Mattermost answers `ok` too, Rocket.Chat
 * `{"success":true}`.
 */
function readAnswer({ status, isRedirect, body }: Answer): Verdict | null {
  if (isRedirect) return 'wrong-secret';
  const { success, ok, error } = fieldsOf(readJson(body));
  if (status < 300 && /^\s*</.test(body)) return 'wrong-secret';
  if (status < 300) return success === false || ok === false ? 'refused' : null;
  return status === 400 && typeof error === 'string' && goneInRocketChat.test(error) ? 'gone' : null;
}

/** It answers 400 where the channel that the integration posts to, or the integration itself, is gone. */
const goneInRocketChat = /^(error-)?invalid-(channel|room)|^invalid integration id or token/i;
