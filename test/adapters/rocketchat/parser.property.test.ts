import { describe, expect, test } from '@jest/globals';
import type { Observation } from '../../../core/observation/observation.ts';
import { parseAnswer } from '../../../adapters/rocketchat/parser.ts';
import published from '../../fixtures/published-example.json' with { type: 'json' };
import publishedStrings from '../../fixtures/published-example-strings.json' with { type: 'json' };
import { fc } from '../../property.ts';
import { record } from './answers.ts';
import { twoInstances } from './observing.ts';

const expectSound = (seen: Observation): void => {
  const texts = seen.outcome === 'ok' ? [...seen.oddities] : [seen.detail];
  if (seen.outcome === 'ok') {
    const ids = seen.instances.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain('');
    expect(seen.observer === null || ids.includes(seen.observer)).toBe(true);
    for (const { registeredAt, heartbeatAt, totalMemoryBytes, freeMemoryBytes } of seen.instances) {
      for (const at of [registeredAt, heartbeatAt]) if (at !== null) expect(new Date(at).toISOString()).toBe(at);
      if (totalMemoryBytes !== null && freeMemoryBytes !== null) {
        expect(freeMemoryBytes).toBeGreaterThanOrEqual(0);
        expect(totalMemoryBytes).toBeGreaterThanOrEqual(Math.max(freeMemoryBytes, 1));
      }
    }
    expect(texts.length).toBeLessThanOrEqual(11);
  }
  for (const text of texts) {
    expect(text).toMatch(/^[^\p{Cc}\p{Cs}]+$/u);
    expect(text.length).toBeLessThan(500);
  }
};

/** All that may stand anywhere in the place of anything. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(undefined, NaN, Infinity, -1, '', '\u0000\ud800', 'true', '1e400', '2257-01-01T00:00:00Z', {
    $date: {},
  }),
);

/** The value with what stands at one random place in it taken out or replaced. */
const mutated = (value: unknown): fc.Arbitrary<unknown> => {
  if (typeof value !== 'object' || value === null) return anything;
  const within = Object.entries(value).map(([key, child]) =>
    fc
      .oneof({ weight: 1, arbitrary: anything }, { weight: 3, arbitrary: mutated(child) })
      .map((replacement): unknown =>
        Array.isArray(value)
          ? value.map((element: unknown, index) => (String(index) === key ? replacement : element))
          : { ...value, [key]: replacement },
      ),
  );
  return within.length === 0 ? anything : fc.oneof(...within);
};

describe('whatever the server sends', () => {
  test('as JSON is an observation', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (body) => {
        expectSound(parseAnswer(body, null));
      }),
      { numRuns: 300 },
    );
  });

  test('as a list of instances is an observation', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(anything), fc.dictionary(fc.string(), anything)), (instances) => {
        expectSound(parseAnswer({ instances, success: true }, null));
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, unknown]>([
    ['the published example', published],
    ['the published example as printed', publishedStrings],
    ['two instances', twoInstances],
    [
      'the flat shape',
      { instances: [record, { ...record, connection: { address: 'x', currentStatus: { connected: true } } }] },
    ],
  ])('with one thing changed in %s is an observation', (_, body) => {
    fc.assert(
      fc.property(mutated(body), (changed) => {
        expectSound(parseAnswer(changed, null));
      }),
      { numRuns: 300 },
    );
  });
});

test('one entry that cannot be read never costs another', () => {
  fc.assert(
    fc.property(anything, fc.nat(2), (bad, position) => {
      const instances: unknown[] = [...twoInstances.instances];
      instances.splice(position, 0, bad);
      const seen = parseAnswer({ instances, success: true }, null);
      expect(seen.outcome === 'ok' ? seen.instances.map(({ id }) => id) : []).toEqual(
        expect.arrayContaining(['a', 'b']),
      );
    }),
  );
});
