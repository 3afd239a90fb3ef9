import { describe, expect, test } from '@jest/globals';
import { type Replayed, replay } from '../../../core/replay/replay.ts';
import { incidentKinds } from '../../../core/rules/registry.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import type { Silence } from '../../../core/incidents/silence.ts';
import { observationOf } from '../../../core/history/recorded-observation.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { plusSeconds, type Timestamp } from '../../../core/base/time.ts';
import type { Observation } from '../../../core/observation/observation.ts';
import { type Life, lifeOf, lifeStart, plots } from '../../core/life.ts';
import { all } from '../../adapters/dynamodb/given-store.ts';
import { times } from '../../length.ts';
import { fc } from '../../property.ts';
import { lived } from './lived.ts';

/** Lives under the same rules from beginning to end, as a deployment has them until it is changed. */
const lives = plots().map((plot) => lifeOf({ ...plot, laterRules: plot.rules }));

const minutes = (count: number): Timestamp => plusSeconds(lifeStart, 60 * count);

const silences: fc.Arbitrary<readonly Silence[]> = fc.array(
  fc.record({
    id: fc.uuid(),
    kinds: fc.option(fc.subarray([...incidentKinds], { minLength: 1 }), { nil: null }),
    instance: fc.option(fc.constantFrom('00', '10', '10.0.0.1:3000'), { nil: null }),
    from: fc.nat(30).map(minutes),
    until: fc.nat(60).map(minutes),
    reason: fc.constant('a test'),
  }),
  { maxLength: 3 },
);

const replaying = (snapshots: readonly Snapshot[], before: Snapshot | null, life: Life): Promise<Replayed[]> =>
  all(replay(snapshots, before, life[0]?.rules ?? defaultRules));

const alertOf = ({ alert }: Pick<Replayed, 'alert'>) => alert;

const sorted = (observation: Observation): Observation =>
  observation.outcome === 'ok'
    ? { ...observation, instances: observation.instances.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }
    : observation;

/** A list that is empty again, though it should not be, is recorded as no answer. */
const asRecorded = (observation: Observation, recorded: Snapshot | undefined): Observation =>
  observation.outcome === 'ok' && observation.instances.length === 0 && recorded?.outcome === 'bad-response'
    ? observationOf(recorded)
    : observation;

const numRuns = times({ short: 8, long: 40 });

describe('a replay under the rules that held', () => {
  test('sees what the checks saw, and sends exactly what was sent', () =>
    fc.assert(
      fc.asyncProperty(lives, silences, async (life, planned) => {
        const snapshots = lived(life, planned);
        expect(snapshots.map(observationOf).map(sorted)).toEqual(
          life.map(({ observation }, index) => sorted(asRecorded(observation, snapshots[index]))),
        );
        const replayed = await replaying(snapshots, null, life);
        expect(replayed.map(alertOf)).toEqual(snapshots.map(alertOf));
        expect(replayed.slice(1).every(({ isJudged }) => isJudged)).toBe(true);
      }),
      { numRuns },
    ));

  test('may begin at any check, whether or not those before it have expired', () =>
    fc.assert(
      fc.asyncProperty(lives, silences, fc.nat(40), async (life, planned, from) => {
        const snapshots = lived(life, planned);
        const later = snapshots.slice(from);
        const expected = later.map(alertOf);
        expect((await replaying(later, snapshots[from - 1] ?? null, life)).map(alertOf)).toEqual(expected);
        const afterExpiry = await replaying(later, null, life);
        expect(afterExpiry.map(alertOf)).toEqual(expected);
        expect(afterExpiry.slice(1).every(({ isJudged }) => isJudged)).toBe(true);
      }),
      { numRuns },
    ));
});
