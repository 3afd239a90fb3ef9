import { expect, test } from '@jest/globals';
import { observationOf, readAnswer, readRecording, type RecordedCall } from '../../fixtures/recordings.ts';

/** How often each outcome comes, and everything odd that the parser passed over. */
const read = (calls: readonly RecordedCall[]) => {
  const observations = calls.map(observationOf);
  const outcomes: Record<string, number> = {};
  for (const { outcome } of observations) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return { outcomes, oddities: observations.flatMap((one) => (one.outcome === 'ok' ? one.oddities : [])) };
};

test.each([
  ['tcp-an-hour', { ok: 373, timeout: 19, 'server-error': 1 }],
  ['nats-an-hour', { ok: 373, timeout: 19, 'server-error': 1 }],
  ['microservices', { ok: 125 }],
])('the recording %s is read by the parser itself, and nothing in it is odd', (name, outcomes) => {
  expect(read(readRecording(name))).toEqual({ outcomes, oddities: [] });
});

test('headers are read where a recording has them', () => {
  const headers = { date: 'Fri, 27 Nov 2026 07:24:19 GMT' };
  const call = { at: '2026-11-27T07:24:19.265Z', status: 200, headers, body: readAnswer('01-tcp-healthy') };
  expect(observationOf(call)).toMatchObject({ outcome: 'ok', serverDate: '2026-11-27T07:24:19.000Z' });
});

test('a refusal is read with its status', () => {
  const body = readAnswer('18-node-list-not-available');
  const call = { at: '2026-11-27T07:24:19.265Z', status: 400, headers: {}, body };
  expect(observationOf(call)).toMatchObject({ outcome: 'degraded', httpStatus: 400 });
});
