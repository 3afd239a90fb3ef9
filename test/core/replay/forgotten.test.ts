import { expect, test } from '@jest/globals';
import { defaultRules } from '../../../core/rules/registry.ts';
import { asListed, observationOf } from '../../../core/history/recorded-observation.ts';
import { plusSeconds } from '../../../core/base/time.ts';
import { givenInstances, minute } from '../../adapters/dynamodb/given.ts';
import { lived } from './lived.ts';

test('a loss that is accepted while it is still listed is kept as it was listed', () => {
  const [alive, hung] = givenInstances(2).map(asListed);
  if (alive === undefined || hung === undefined) throw new Error('there are two instances');
  const rules = { ...defaultRules, forgetAfterSeconds: 1_200 };
  const life = [0, 10, 20, 30].map((at) => ({
    at: minute(at),
    rules,
    observation: {
      outcome: 'ok' as const,
      instances: [
        { ...alive, heartbeatAt: minute(at) },
        { ...hung, heartbeatAt: plusSeconds(minute(0), -3) },
      ],
      observer: null,
      serverDate: null,
      degraded: null,
      oddities: [],
    },
  }));
  const snapshots = lived(life);
  expect(snapshots.map(({ forgotten }) => forgotten.map(({ id }) => id))).toEqual([[], [], [], [hung.id]]);
  const last = snapshots[3];
  expect(last?.health.instances.map(({ id }) => id)).toEqual([alive.id]);
  expect(last && observationOf(last)).toEqual(life[3]?.observation);
});
