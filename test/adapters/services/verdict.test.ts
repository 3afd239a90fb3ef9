import { expect, test } from '@jest/globals';
import { Headers } from 'node-fetch';
import type { Verdict } from '../../../adapters/services/service.ts';
import { verdictOn, waitAfter } from '../../../adapters/services/verdict.ts';
import { serviceOf } from './delivering.ts';

const answer = (status: number, body: unknown = '', headers: Readonly<Record<string, string>> = {}) => ({
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: new Headers(headers),
  isRedirect: status === 302,
});
const telegram = (code: number, description: string) => answer(code, { ok: false, error_code: code, description });

/** Answers as the documentation of the services has them. */
test.each<[string, ReturnType<typeof answer>, Verdict]>([
  ['pagerduty', answer(202, { status: 'success' }), 'accepted'],
  ['pagerduty', answer(200, ''), 'refused'],
  [
    'pagerduty',
    answer(400, { errors: ["Length of 'routing_key' is incorrect (should be 32 characters)"] }),
    'wrong-secret',
  ],
  ['pagerduty', answer(400, { errors: ["'payload.severity' is invalid"] }), 'refused'],
  ['opsgenie', answer(401, { message: 'Could not authenticate' }), 'wrong-secret'],
  ['opsgenie', answer(403, { message: 'Key is read-only' }), 'wrong-secret'],
  ['opsgenie', answer(422, { message: 'Request body is not processable.' }), 'refused'],
  ['alertmanager', answer(200, 'Ok.'), 'accepted'],
  ['alertmanager', answer(404, 'not found'), 'wrong-secret'],
  ['slack', answer(200, 'ok'), 'accepted'],
  ['slack', answer(200, { success: true }), 'accepted'],
  ['slack', answer(200, { success: false }), 'refused'],
  ['slack', answer(200, '<!DOCTYPE html><title>Chat</title>'), 'wrong-secret'],
  ['slack', answer(302), 'wrong-secret'],
  ['slack', answer(405), 'wrong-secret'],
  ['slack', answer(400, 'invalid_payload'), 'refused'],
  ['slack', answer(403, 'action_prohibited'), 'wrong-secret'],
  ['slack', answer(404, 'no_service'), 'wrong-secret'],
  ['slack', answer(410, 'channel_is_archived'), 'wrong-secret'],
  ['slack', answer(400, { success: false, error: 'invalid-channel' }), 'gone'],
  ['slack', answer(400, { success: false, error: 'Invalid integration id or token provided.' }), 'gone'],
  ['webhook', answer(204), 'accepted'],
  ['webhook', answer(410), 'gone'],
  ['webhook', answer(302), 'refused'],
  ['teams-workflow', answer(202), 'accepted'],
  ['teams-workflow', answer(404, { error: { code: 'WorkflowNotFound' } }), 'wrong-secret'],
  ['teams-workflow', answer(502, { error: { code: 'NoResponse' } }), 'later'],
  ['discord', answer(204), 'accepted'],
  ['discord', answer(404, { message: 'Unknown Webhook', code: 10_015 }), 'wrong-secret'],
  ['telegram', answer(200, { ok: true }), 'accepted'],
  ['telegram', telegram(401, 'Unauthorized'), 'wrong-secret'],
  ['telegram', telegram(404, 'Not Found'), 'wrong-secret'],
  ['telegram', telegram(400, 'Bad Request: chat not found'), 'gone'],
  ['telegram', telegram(400, 'Bad Request: group chat was upgraded to a supergroup chat'), 'gone'],
  ['telegram', telegram(403, 'Forbidden: bot was kicked from the group chat'), 'gone'],
  ['telegram', telegram(400, 'Bad Request: message is too long'), 'refused'],
  ['matrix', answer(401, { errcode: 'M_UNKNOWN_TOKEN' }), 'wrong-secret'],
  ['matrix', answer(403, { errcode: 'M_FORBIDDEN' }), 'gone'],
  ['matrix', answer(413, { errcode: 'M_TOO_LARGE' }), 'refused'],
  ['ntfy', answer(403, { code: 40_301, error: 'forbidden' }), 'wrong-secret'],
  ['ntfy', answer(507, { code: 50_701, error: 'insufficient storage' }), 'later'],
])('%s answers %j: %s', (name, given, verdict) => {
  expect(verdictOn(given, serviceOf({ name }).answers)).toBe(verdict);
});

test.each<[string, ReturnType<typeof answer>, number]>([
  ['discord', answer(429, { retry_after: 0.65 }, { 'Retry-After': '1' }), 650],
  ['telegram', answer(429, { parameters: { retry_after: 7 } }), 7_000],
  ['matrix', answer(429, { retry_after_ms: 2_000 }), 2_000],
  ['matrix', answer(429, { errcode: 'M_LIMIT_EXCEEDED' }, { 'Retry-After': '4' }), 4_000],
  ['ntfy', answer(429, { code: 42_901 }), 0],
])('%s says how long to wait in %j: %d ms', (name, given, milliseconds) => {
  expect(waitAfter(given, serviceOf({ name }).answers, '2026-11-21T19:21:00.000Z')).toBe(milliseconds);
});
