import { describe, expect, test } from '@jest/globals';
import type { Alert } from '../../../core/alerts/alert.ts';
import { emailOf } from '../../../core/alerts/renderings/email.ts';
import { subjectOf } from '../../../core/alerts/subject.ts';
import type { InstanceFacts } from '../../../core/cluster/instance-facts.ts';
import { nameOf } from '../../../core/cluster/instance-name.ts';
import { incidentKinds } from '../../../core/rules/registry.ts';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { exampleOrigin } from '../../../cli/examples/given.ts';

const examples = Object.entries(exampleAlerts);
const maxLinesBeforeTable = 12;
/** What a phone shows of a subject. */
const shownCharacters = 60;

const linesBeforeTable = (email: string): number => {
  const lines = email.split('\n');
  const cluster = lines.findIndex((line) => line.startsWith('Cluster'));
  return cluster === -1 ? lines.length : cluster + 1;
};

const longestPlace = '255.255.255.255:65535';
const placeOfExamples = '10.0.1.3:3000';

/** The same alert with the longest names that have to fit: of the workspace, and of the instance that it is about. */
const renamed = (alert: Alert): Alert => ({
  ...alert,
  workspace: 'chat-production1',
  changes: alert.changes.map((change) => ({ ...change, instances: change.instances.map(moved) })),
});

const moved = (instance: InstanceFacts): InstanceFacts =>
  nameOf(instance) === placeOfExamples ? { ...instance, host: '255.255.255.255', port: '65535' } : instance;

const head = /^\[?chat-production1\]? (CRITICAL|WARNING|RESOLVED|CLOSED|UPDATE) ([a-z-]+):? /;

describe.each(examples)('%s', (_name, alert) => {
  test('says it all in a dozen lines before the table of the cluster', () => {
    const email = emailOf(alert, exampleOrigin);
    expect(linesBeforeTable(email)).toBeLessThanOrEqual(maxLinesBeforeTable);
    expect(linesBeforeTable(email)).toBeGreaterThan(0);
  });

  test('says workspace, severity or end, kind and instance in what a phone shows of its subject', () => {
    const [worst] = alert.changes.filter(({ reason }) => reason !== 'superseded').concat(alert.changes);
    const subject = subjectOf(renamed(alert), exampleOrigin);
    const shown = subject.slice(0, shownCharacters);
    expect(subject).toMatch(/^[ -~]{1,99}$/);
    expect(head.exec(shown)?.[2]).toBe(worst?.incident.kind);
    if (subjectOf(alert, exampleOrigin).includes(placeOfExamples)) expect(shown).toContain(longestPlace);
    const [instance] = worst?.incident.subjects.length === 0 ? [] : (worst?.instances ?? []);
    if (instance !== undefined && instance.host !== null) expect(shown).toContain(nameOf(moved(instance)));
  });

  test('ends with its id, and advises before it explains', () => {
    const email = emailOf(alert, exampleOrigin);
    expect(email.trimEnd().split('\n').at(-1)).toBe(`Alert ID: ${alert.id}`);
    const [toDo, howSure] = [email.indexOf('What to do: '), email.indexOf('How sure: ')];
    if (howSure !== -1) expect(toDo).toBeLessThan(howSure);
  });
});

test('an opening and its end have the same frame, however long the names', () => {
  const framesOf = (kind: string): readonly boolean[] =>
    examples
      .filter(([name, alert]) => name.startsWith(`${kind}.`) && subjectOf(alert).includes(placeOfExamples))
      .map(([, alert]) => subjectOf(renamed(alert), exampleOrigin).startsWith('['));
  for (const kind of incidentKinds) expect(new Set(framesOf(kind)).size).toBeLessThanOrEqual(1);
  expect(framesOf('memory')).toContain(true);
  expect(framesOf('unresponsive')).toContain(false);
});

test('an end has the kind and the instance of its opening', () => {
  const subjectOfExample = (name: string): string => {
    const alert = exampleAlerts[name];
    return alert === undefined ? '' : subjectOf(alert, exampleOrigin);
  };
  expect(subjectOfExample('disappeared.opened')).toBe(
    '[production] CRITICAL disappeared: 10.0.1.3:3000 (2 of 3 healthy)',
  );
  expect(subjectOfExample('disappeared.resolved-returned')).toBe(
    '[production] RESOLVED disappeared: 10.0.1.3:3000 back after 12 min',
  );
  expect(subjectOfExample('disappeared.resolved-accepted')).toBe(
    '[production] CLOSED disappeared: 10.0.1.3:3000 not back after 24 h, treated as removed',
  );
  expect(subjectOfExample('disappeared.reminder')).toMatch(/, REMINDER \(4 h\)$/);
  expect(subjectOfExample('unauthorized.opened-update')).toBe(
    '[production] CRITICAL unauthorized: token rejected, UPDATE of unreachable',
  );
});
