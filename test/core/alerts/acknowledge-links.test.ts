import { describe, expect, test } from '@jest/globals';
import { incidentSteps, linksFor } from '../../../adapters/services/incidents.ts';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { exampleOrigin } from '../../../cli/examples/given.ts';
import type { Alert } from '../../../core/alerts/alert.ts';
import { emailOf } from '../../../core/alerts/renderings/email.ts';
import { linksIn } from '../../../core/alerts/sections.ts';
import { alertObject } from '../../../core/alerts/to-alert-object.ts';

const origin = {
  ...exampleOrigin,
  acknowledgeUrlOf: ({ workspace, incident, takenAt }: Record<'workspace' | 'incident' | 'takenAt', string>) =>
    `https://alerts.example.com/ack/${workspace}~${incident}~${takenAt}`,
};
const exampleOf = (name: string): Alert => {
  const alert = exampleAlerts[name];
  if (alert === undefined) throw new Error(`there is no example ${name}`);
  return alert;
};
const opening = exampleOf('disappeared.opened');
const [change] = opening.changes;
if (change === undefined) throw new Error('the example has no change');

const labelsOf = (alert: Alert): readonly string[] =>
  linksIn(alertObject(alert, origin)).flatMap(({ label }) => (label.startsWith('Acknowledge') ? [label] : []));
const withIncidents = (...kinds: readonly string[]): Alert => ({
  ...opening,
  changes: kinds.map((kind, index) => {
    const { incident } = exampleOf(`${kind}.opened`).changes[0] ?? change;
    return { ...change, incident: { ...incident, id: `${kind}/${index}` } };
  }),
});

describe('the link that acknowledges', () => {
  test('is for the incident, and stands first', () => {
    const url = `https://alerts.example.com/ack/production~${change.incident.id}~${opening.takenAt}`;
    expect(alertObject(opening, origin).changes[0]?.acknowledgeUrl).toBe(url);
    expect(emailOf(opening, origin)).toContain(`\nAcknowledge: ${url}\nWorkspace: `);
  });

  test('says which of several it is for, up to three', () => {
    expect(labelsOf(withIncidents('disappeared', 'memory'))).toEqual(['Acknowledge disappeared', 'Acknowledge memory']);
    expect(labelsOf(withIncidents('memory', 'disappeared', 'disappeared', 'disappeared'))).toEqual([
      'Acknowledge memory',
      'Acknowledge disappeared 1',
      'Acknowledge disappeared 2',
    ]);
  });

  test('is in an on-call incident that one alone', () => {
    const alert = alertObject(withIncidents('disappeared', 'memory'), origin);
    const steps = incidentSteps(alert, { minimumSeverity: 'warning', maxKeyLength: 255 });
    expect(steps.map((step) => linksFor(alert, step)[0])).toEqual(
      alert.changes.map(({ acknowledgeUrl: href }) => ({ href, text: 'Acknowledge' })),
    );
  });

  test('comes with openings, reminders and escalations, of what is not acknowledged as it is', () => {
    const { incident } = change;
    const acknowledged = { by: 'Ada', at: opening.takenAt, note: '', severity: 'warning' } as const;
    const severe = { ...acknowledged, severity: 'critical' } as const;
    for (const [expected, changed] of [
      [1, { change: 'opened' }],
      [1, { change: 'reminder' }],
      [1, { change: 'escalated' }],
      [0, { change: 'notice' }],
      [0, { change: 'resolved', reason: 'returned' }],
      [1, { incident: { ...incident, acknowledged } }],
      [0, { incident: { ...incident, acknowledged: severe } }],
    ] as const) {
      const links = labelsOf({ ...opening, changes: [{ ...change, ...changed }] });
      expect([changed, links.length]).toEqual([changed, expected]);
    }
    expect(labelsOf({ ...opening, isTest: true })).toEqual([]);
  });

  test('is in no alert where there is no such page', () => {
    for (const alert of Object.values(exampleAlerts)) {
      expect(JSON.stringify(alertObject(alert, exampleOrigin))).not.toContain('acknowledgeUrl');
    }
  });
});
