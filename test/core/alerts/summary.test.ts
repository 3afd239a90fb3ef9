import { expect, test, describe } from '@jest/globals';
import { plainContext } from '../../../core/alerts/text-context.ts';
import { summaryOf, withoutAdvice } from '../../../core/alerts/headlines.ts';
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

  test('says that nothing has changed where its opening said the same', () => {
    expect(summaryOfReminder(fourHours + 60)).toMatch(/; nothing has changed$/);
  });

  test.each([
    ['was still listed when the incident opened', fourHours],
    ['was listed for two hours more', fourHours / 2],
  ])('does not where it %s: it opened as unresponsive', (_when, lastSeenSecondsAgo) => {
    const summary = summaryOfReminder(lastSeenSecondsAgo);
    expect(summary).toContain('still not listed');
    expect(summary).not.toContain('nothing has changed');
  });
});
