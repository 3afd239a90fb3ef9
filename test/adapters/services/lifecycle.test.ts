import { describe, expect, test } from '@jest/globals';
import { services } from '../../../adapters/services/list.ts';
import { serviceNamed } from '../../../adapters/services/registry.ts';
import { incidentKey, incidentSteps, maxIncidents } from '../../../adapters/services/incidents.ts';
import type { AlertObject, ChangeObject } from '../../../core/alerts/alert-object.ts';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { exampleNamed, opening } from './delivering.ts';
import { fakes } from './fakes/list.ts';

const everything = { minimumSeverity: 'warning', maxKeyLength: 255 } as const;

const [change] = opening.changes;
if (change === undefined) throw new Error('the example has no change');
const changed = (...changes: ReadonlyArray<Partial<ChangeObject>>): AlertObject => ({
  ...opening,
  changes: changes.map((one) => ({ ...change, ...one })),
});
/** What a service is sent, as text: where to, and what. */
const requestsFor = (name: string, alert: AlertObject): readonly string[] => {
  const [service, fake] = [serviceNamed(name), fakes.find((one) => one.name === name)];
  const base = 'https://service.example.com';
  const prepared = service.prepare(fake?.secret(base) ?? '', fake?.options(base));
  if (prepared === null) throw new Error(`not a secret of ${name}`);
  return prepared
    .requestsOf(alert, { minimumSeverity: 'warning', now: alert.takenAt })
    .map(({ url, body }) => `${decodeURIComponent(url.href)} ${body}`);
};
const stepsOf = (alert: AlertObject, given: Parameters<typeof incidentSteps>[1] = everything) =>
  incidentSteps(alert, given).map(({ action, key }) => [action, key]);

describe('an incident at a service that keeps incidents', () => {
  const key = `production/${change.incident}`;

  test('has one key from its opening over its reminders and escalations to its end', () => {
    const alerts = [
      changed({}),
      changed({ change: 'reminder' }),
      changed({ change: 'escalated' }),
      changed({ change: 'resolved', reason: 'returned' }),
    ];
    expect(alerts.flatMap((alert) => stepsOf(alert))).toEqual([
      ['open', key],
      ['open', key],
      ['open', key],
      ['close', key],
    ]);
  });

  test('is opened before it ends, where both are in one alert', () => {
    expect(stepsOf(changed({}, { change: 'resolved', reason: 'returned' }))).toEqual([
      ['open', key],
      ['close', key],
    ]);
  });

  test('of a test ends at once', () => {
    expect(stepsOf({ ...opening, test: true })).toEqual([
      ['open', key],
      ['close', key],
    ]);
    expect(incidentSteps({ ...opening, test: true }, everything)[0]?.summary).toMatch(/^TEST, nothing is wrong: /);
  });

  test('that is only a notice is never open', () => {
    expect(stepsOf(changed({ change: 'notice' })).map(([action]) => action)).toEqual(['note']);
  });

  test('is not opened below the minimum severity, and ends whatever its severity', () => {
    const alert = changed({ severity: 'warning' }, { severity: 'warning', change: 'resolved', reason: 'returned' });
    expect(stepsOf(alert, { ...everything, minimumSeverity: 'critical' })).toEqual([['close', key]]);
  });

  test('has a key that fits, and is still its own', () => {
    const [one, other] = ['a', 'b'].map((end) => incidentKey('w'.repeat(48), `${'i'.repeat(400)}${end}`, 255));
    expect(one).toMatch(/^w{48}\/i+\/[\da-f]{32}$/);
    expect(one).toHaveLength(255);
    expect(one).not.toBe(other);
    expect(incidentKey('wörk', 'space', 255)).toMatch(/^w_rk\/space\/[\da-f]{32}$/);
  });

  test('is among the same ones at its end as at its opening, where there are too many', () => {
    const many = Array.from({ length: 5 * maxIncidents }, (_, index) => ({ incident: `incident/${index}` }));
    const opened = stepsOf(changed(...many));
    const closed = stepsOf(
      changed(...many.map((one) => ({ ...one, change: 'resolved', reason: 'returned' }) as const)),
    );
    expect(opened).toHaveLength(maxIncidents);
    expect(closed.map(([, itsKey]) => itsKey)).toEqual(opened.map(([, itsKey]) => itsKey));
  });
});

/** So that it gets as few messages a day as there are alerts: 40 at most. */
test.each(services.filter(({ isLifecycle }) => !isLifecycle).map(({ name }) => name))(
  '%s gets one message for each alert',
  (name) => {
    const messages = Object.keys(exampleAlerts).map((example) => requestsFor(name, exampleNamed(example)).length);
    expect(new Set(messages)).toEqual(new Set([1]));
  },
);

describe.each(services.filter(({ isLifecycle }) => isLifecycle).map(({ name }) => name))('%s', (name) => {
  test('gets one event for each incident of an alert, with one key from opening to end', () => {
    const resolved = changed({ change: 'resolved', reason: 'returned' });
    const texts = [opening, changed({ change: 'reminder' }), resolved].flatMap((alert) => requestsFor(name, alert));
    expect(texts).toHaveLength(3);
    for (const text of texts) expect(text).toContain(`production/${change.incident}`);
  });
});
