import { expect, test } from '@jest/globals';
import { summaryOf, withoutAdvice } from '../../../core/alerts/headlines.ts';
import type { Change } from '../../../core/incidents/incident.ts';
import type { KnownEvidence } from '../../../core/rules/registry.ts';
import { adviceFor } from '../../../core/observation/failure-advice.ts';

const at = '2026-11-21T19:20:00.000Z';

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
    subjects: [],
    severity: 'critical',
    since: at,
    state: 'open',
    openedAt: at,
    toldAt: at,
  },
});

test.each([
  ['a statement', 'HTTP 404', 'HTTP 404. Check'],
  ['a question', 'is this a server?', 'is this a server? Check'],
])('the advice follows %s as a sentence of its own, and can be taken off again', (_what, detail, joined) => {
  const summary = summaryOf(unreachable(detail), at);
  expect(summary).toContain(joined);
  const headline = withoutAdvice(summary, adviceFor('bad-response'));
  expect(headline.endsWith(detail)).toBe(true);
});
