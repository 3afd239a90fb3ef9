import { expect, test } from '@jest/globals';
import { incidentKinds, reasons } from '../../core/rules/registry.ts';
import { isFoundAmong } from '../property.ts';
import { lifeOf, plots } from './life.ts';
import { live } from './promises.ts';

/** Takes thousands of instances: see test/courses/faults-of-size.test.ts. */
const ofThousands = ['opened too-many-instances', 'resolved too-many-instances', 'enough-room'];

/** A notice has no opening and no end. */
const ofNotices = ['opened version', 'resolved version', 'same'];

test('the lives hold every kind of incident, and of every reason for its end', () => {
  const unsent = new Set<string>(reasons);
  unsent.add('notice disconnected').add('notice version');
  for (const kind of incidentKinds) unsent.add(`opened ${kind}`).add(`resolved ${kind}`);
  for (const sent of [...ofThousands, ...ofNotices]) unsent.delete(sent);
  isFoundAmong(2_000, plots().map(lifeOf), (life) => {
    const changes = live(life).flatMap((step) => step.changes);
    for (const { change, incident, reason } of changes) {
      unsent.delete(`${change} ${incident.kind}`);
      unsent.delete(reason ?? '');
    }
    return unsent.size === 0;
  });
  expect([...unsent]).toEqual([]);
});
