import { describe, expect, test } from '@jest/globals';
import { plusSeconds } from '../../../core/base/time.ts';
import { frequent, type RecentCheck, withCheck } from '../../../core/cluster/recent-checks.ts';
import type { Observation } from '../../../core/observation/observation.ts';

const noon = '2026-11-21T12:00:00.000Z';
const ok: Observation = {
  outcome: 'ok',
  instances: [],
  observer: null,
  serverDate: null,
  degraded: null,
  oddities: [],
};
const failed: Observation = { outcome: 'timeout', detail: 'no answer', httpStatus: null };

/** What is remembered of checks that follow each other by so many seconds. */
const after = (everySeconds: number, observations: readonly Observation[]): readonly RecentCheck[] =>
  observations.reduce<readonly RecentCheck[]>(
    (checks, observation, index) => withCheck(checks, observation, plusSeconds(noon, index * everySeconds)),
    [],
  );

const isFailed = ({ outcome }: RecentCheck): boolean => outcome !== 'ok';

describe('of the last checks', () => {
  test.each([
    { seen: 'a failure before a good answer', observations: [failed, ok] },
    { seen: 'a failure after a good answer', observations: [ok, failed] },
  ])('those within five seconds count as one, which went as the worse of them: $seen', ({ observations }) => {
    expect(after(4, observations)).toEqual([{ at: noon, outcome: 'timeout' }]);
  });

  test.each([1, 2, 4, 5, 10, 60])(
    'those that failed for half of the time are frequent, also where a check follows every %i s',
    (seconds) => {
      const count = Math.ceil(660 / seconds);
      const observations = Array.from({ length: count }, (_, index) => ((index * seconds) % 180 < 100 ? failed : ok));
      expect(frequent(after(seconds, observations), isFailed)).not.toBeNull();
    },
  );

  test('those that failed for a third of the time are not frequent', () => {
    const observations = Array.from({ length: 330 }, (_, index) => (Math.floor(index / 30) % 3 === 0 ? failed : ok));
    expect(frequent(after(2, observations), isFailed)).toBeNull();
  });
});
