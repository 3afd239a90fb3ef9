import { expect, test, describe } from '@jest/globals';
import { plainContext } from '../../../core/alerts/text-context.ts';
import { summaryOf } from '../../../core/alerts/headlines.ts';
import { withoutAdvice } from '../../../core/alerts/sentences.ts';
import type { Change } from '../../../core/incidents/incident.ts';
import type { KnownEvidence } from '../../../core/rules/registry.ts';
import { adviceFor } from '../../../core/observation/failure-advice.ts';
import { ago, at, heldBack, opened, reminded } from './given.ts';

const unreachable = (detail: string): Change<KnownEvidence> => ({
  change: 'opened',
  reason: null,
  replacedBy: null,
  instances: [],
  incident: {
    id: 'unreachable/1',
    kind: 'unreachable',
    failure: 'bad-response',
    detail,
    failed: null,
    subjects: [],
    severity: 'critical',
    since: at,
    state: 'open',
    openedAt: at,
    toldAt: at,
  },
});

test.each([
  ['a statement', 'HTTP 404', 'HTTP 404). Check'],
  ['a question', 'is this a server?', 'is this a server?). Check'],
])('the advice follows %s as a sentence of its own, and can be taken off again', (_what, detail, joined) => {
  const summary = summaryOf(unreachable(detail), plainContext(at));
  expect(summary).toContain(joined);
  const headline = withoutAdvice(summary, adviceFor('bad-response'));
  expect(headline.endsWith(`${detail})`)).toBe(true);
});

describe('a reminder of an instance that is no longer listed', () => {
  const fourHours = 4 * 3600;
  const summaryOfReminder = (lastSeenSecondsAgo: number): string => {
    const evidence = { kind: 'disappeared', lastSeenAt: ago(lastSeenSecondsAgo) } as const;
    return summaryOf(reminded(heldBack(opened(evidence), fourHours)), plainContext(at));
  };

  test.each([
    ['before the incident opened', fourHours + 60, '15:20'],
    ['two hours after it opened, as unresponsive', fourHours / 2, '17:21'],
  ])('says when it was last seen: %s', (_when, lastSeenSecondsAgo, time) => {
    expect(summaryOfReminder(lastSeenSecondsAgo)).toContain(`still not listed, last seen ${time} UTC`);
  });
});
