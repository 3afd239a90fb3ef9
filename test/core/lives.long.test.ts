import { expect, test } from '@jest/globals';
import { incidentKinds, reasons } from '../../core/rules/registry.ts';
import { isFoundAmong } from '../property.ts';
import { lifeOf, plots } from './life.ts';
import { live } from './promises.ts';

/** Takes thousands of instances: see test/courses/faults-of-size.test.ts. */
const ofThousands = ['opened too-many-instances', 'resolved too-many-instances', 'enough-room'];

test('the lives tell of every kind of incident, and of every reason for its end', () => {
  const untold = new Set<string>(reasons);
  untold.add('notice disconnected');
  for (const kind of incidentKinds) untold.add(`opened ${kind}`).add(`resolved ${kind}`);
  for (const told of ofThousands) untold.delete(told);
  isFoundAmong(2_000, plots().map(lifeOf), (life) => {
    const changes = live(life).flatMap((step) => step.changes);
    for (const { change, incident, reason } of changes) {
      untold.delete(`${change} ${incident.kind}`);
      untold.delete(reason ?? '');
    }
    return untold.size === 0;
  });
  expect([...untold]).toEqual([]);
});
