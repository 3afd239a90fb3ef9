import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../../core/incidents/incident.ts';
import type { KnownEvidence } from '../../../core/rules/registry.ts';
import { ago, at, givenAlert, opened, reminded, resolved } from './given.ts';

const evidence = {
  disappeared: { kind: 'disappeared', lastSeenAt: ago(120) },
  unresponsive: { kind: 'unresponsive', heartbeatAgeSeconds: 84 },
  disconnected: { kind: 'disconnected', among: [], pattern: 'between' },
  'low-memory': { kind: 'low-memory', freePercent: 4.8, thresholdPercent: 10, countsPageCache: false },
  unreachable: { kind: 'unreachable', failure: 'timeout', detail: 'no answer within 10 s', failed: null },
} satisfies Record<string, KnownEvidence>;

const critical = (kind: keyof typeof evidence): Change => opened(evidence[kind]);
const warning = (kind: keyof typeof evidence): Change => opened(evidence[kind], { severity: 'warning' });
const linesOf = (changes: readonly Change[]): string[] =>
  givenAlert(changes).changes.map(({ change, incident }) => `${change} ${incident.kind} ${incident.severity}`);

describe('an alert', () => {
  test('is named after its workspace and check', () => {
    expect(givenAlert([critical('disappeared')]).id).toBe(`production/${at}`);
  });

  test.each([
    {
      says: 'the severe before the mild',
      changes: [warning('disappeared'), critical('disconnected')],
      order: ['opened disconnected critical', 'opened disappeared warning'],
    },
    {
      says: 'causes before symptoms',
      changes: [critical('disconnected'), critical('disappeared'), critical('unreachable')],
      order: ['opened unreachable critical', 'opened disappeared critical', 'opened disconnected critical'],
    },
    {
      says: 'news before reminders',
      changes: [reminded(critical('disappeared')), critical('disappeared')],
      order: ['opened disappeared critical', 'reminder disappeared critical'],
    },
    {
      says: 'what is wrong before what is over, however severe that was',
      changes: [resolved(critical('disappeared'), 'returned'), warning('low-memory')],
      order: ['opened low-memory warning', 'resolved disappeared critical'],
    },
  ])('says $says', ({ changes, order }) => {
    expect(linesOf(changes)).toEqual(order);
  });

  test.each([
    { changes: [warning('low-memory')], severity: 'warning' },
    { changes: [warning('low-memory'), critical('disappeared')], severity: 'critical' },
    { changes: [warning('low-memory'), resolved(critical('disappeared'), 'returned')], severity: 'critical' },
  ])('is as severe as the worst of its changes, ended ones included: $severity', ({ changes, severity }) => {
    expect(givenAlert(changes).severity).toBe(severity);
  });

  test('keeps the order of changes that weigh the same', () => {
    const changes = [ago(1), ago(2), ago(3)].map((lastSeenAt) => opened({ kind: 'disappeared', lastSeenAt }));
    expect(givenAlert(changes).changes).toEqual(changes);
  });
});
