import { expect, test } from '@jest/globals';
import { fanOut } from '../../../cli/watch/fan-out.ts';
import type { DeliveryFailure, Destination } from '../../../cli/watch/destination.ts';
import { everyAlert } from '../../../cli/watch/destination.ts';
import { escalated, givenAlert, opened, reminded } from '../../../cli/examples/given.ts';
import type { Alert } from '../../../core/alerts/alert.ts';
import { unknownOrigin } from '../../../core/alerts/origin.ts';
import { disappeared } from '../../../core/rules/disappeared.ts';
import { cast } from '../../../cli/examples/given.ts';

const { evidence } = disappeared.example.incident(cast, 60);
const opening = opened(evidence);

/** Notes what it gets; it fails as often as it is to. */
const destination = (name: string, route: Partial<Destination['route']>, failures = 0) => {
  const got: string[] = [];
  const failure: DeliveryFailure = { kind: 'unavailable', isRefusal: false, reason: 'not now' };
  const deliver = ({ id, changes }: Alert): Promise<DeliveryFailure | null> => {
    got.push(`${id}: ${changes.map(({ change }) => change).join()}`);
    return Promise.resolve(got.length <= failures ? failure : null);
  };
  return { got, name, route: { ...everyAlert, ...route }, deliver, deliverSummary: () => Promise.resolve(null) };
};

test('a destination that waits gets what is for it, under the same id when it is tried again', async () => {
  const [atOnce, waiting, longer] = [
    destination('at once', {}),
    destination('waiting', { afterSeconds: 900 }, 1),
    destination('longer', { afterSeconds: 3600 }),
  ];
  const shown: string[] = [];
  const out = fanOut({
    shown: { publish: ({ id }) => Promise.resolve(void shown.push(id)) },
    destinations: [atOnce, waiting, longer],
    origin: unknownOrigin,
    onNote: () => undefined,
  });
  const alert = givenAlert([{ ...reminded(opening), after: [3600] }, escalated(opening, 900)]);
  await expect(out.publish(alert)).rejects.toThrow('not now');
  await out.publish(alert);
  expect(shown).toEqual([alert.id]);
  expect(atOnce.got).toEqual([`${alert.id}: reminder`]);
  expect(waiting.got).toEqual([`${alert.id}/after-900: escalated`, `${alert.id}/after-900: escalated`]);
  expect(longer.got).toEqual([`${alert.id}/after-3600: reminder`]);
});
