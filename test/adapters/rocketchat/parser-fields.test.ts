import { describe, expect, test } from '@jest/globals';
import { flatInstance, onlyInstance, record, sighting } from './answers.ts';
import { entry } from './observing.ts';

describe('a date', () => {
  const heartbeat = (_updatedAt: unknown) => onlyInstance({ ...record, _updatedAt }).heartbeatAt;

  test.each<[string, unknown]>([
    ['ISO 8601 in UTC', '2026-11-21T19:19:55.000Z'],
    ['ISO 8601 with an offset', '2026-11-21T20:19:55.000+01:00'],
    ['ISO 8601 without a zone, which is UTC', '2026-11-21T19:19:55'],
    ['milliseconds since 1970', 1795288795000],
    ['milliseconds as text', '1795288795000'],
    ['extended JSON with text', { $date: '2026-11-21T19:19:55Z' }],
    ['extended JSON with milliseconds', { $date: 1795288795000 }],
    ['extended JSON with a 64-bit integer', { $date: { $numberLong: '1795288795000' } }],
  ])('may be %s', (_, written) => {
    expect(heartbeat(written)).toBe('2026-11-21T19:19:55.000Z');
  });

  test('that its month does not have is in the next', () => {
    expect(heartbeat('2023-02-29T12:00:00.000Z')).toBe('2023-03-01T12:00:00.000Z');
  });

  test('far in the future stays: evaluation judges it', () => {
    expect(heartbeat('2257-01-01T00:00:00.000Z')).toBe('2257-01-01T00:00:00.000Z');
  });

  test.each<[string, unknown]>([
    ['no date', 'yesterday'],
    ['a number that Date.parse would take for a year', 'x 2001'],
    ['a month that does not exist', '2026-13-01T00:00:00Z'],
    ['before 1970', -1],
    ['before 1970, in the usual form', '1969-12-31T23:59:59.999Z'],
    ['beyond the year 9999', 1e15],
    ['not finite', Infinity],
    ['an empty object', {}],
    ['a nest of objects', { $date: { $date: 1795288795000 } }],
    ['a list', []],
    ['a boolean', true],
  ])('that is %s is unknown and reported', (_, written) => {
    const seen = sighting({ instances: [{ ...record, _updatedAt: written }] });
    expect(seen.instances).toEqual([{ ...flatInstance, heartbeatAt: null }]);
    expect(seen.oddities).toEqual([expect.stringMatching(/^instance flat: _updatedAt .+ is not usable$/)]);
  });
});

describe('memory', () => {
  const memory = (os: object) => {
    const { instances, oddities } = sighting({ instances: [{ ...record, extraInformation: { os } }] });
    return { total: instances[0]?.totalMemoryBytes, free: instances[0]?.freeMemoryBytes, oddities };
  };

  test.each<[string, object, { total: number | null; free: number | null }]>([
    ['all free', { totalmem: 8, freemem: 8 }, { total: 8, free: 8 }],
    ['none free', { totalmem: 8, freemem: 0 }, { total: 8, free: 0 }],
    ['only the total', { totalmem: '8' }, { total: 8, free: null }],
    ['nothing', {}, { total: null, free: null }],
  ])('may show %s', (_, os, expected) => {
    expect(memory(os)).toEqual({ ...expected, oddities: [] });
  });

  test.each<[string, object, { total: number | null; free: number | null }, string]>([
    ['a negative value', { totalmem: 8, freemem: -1 }, { total: 8, free: null }, 'freemem "-1" is not usable'],
    ['no number', { totalmem: 'lots', freemem: 1 }, { total: null, free: 1 }, 'totalmem "lots" is not usable'],
    ['hexadecimal text', { totalmem: '0x10' }, { total: null, free: null }, 'totalmem "0x10" is not usable'],
    [
      'more free than there is',
      { totalmem: 8, freemem: 9 },
      { total: null, free: null },
      'totalmem 8 and freemem 9 contradict each other',
    ],
    [
      'a total of zero',
      { totalmem: 0, freemem: 0 },
      { total: null, free: null },
      'totalmem 0 and freemem 0 contradict each other',
    ],
  ])('with %s is unknown and reported', (_, os, expected, oddity) => {
    expect(memory(os)).toEqual({ ...expected, oddities: [`instance flat: ${oddity}`] });
  });
});

describe('hostile answers', () => {
  test('keys of prototypes change nothing', () => {
    const body: unknown = JSON.parse(`{
      "__proto__": { "success": false }, "constructor": { "prototype": { "polluted": true } },
      "instances": { "__proto__": ${JSON.stringify({ ...record, _id: '__proto__' })}, "toString": ${JSON.stringify(record)} }
    }`);
    expect(sighting(body).instances.map(({ id }) => id)).toEqual(['__proto__', 'flat']);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('control characters, text direction and halves of surrogate pairs are taken out of what is kept', () => {
    const instance = onlyInstance({
      ...record,
      _id: 'a\u0000\u001b[31m\nb',
      name: 'x\u202ey\ud800z',
      address: '\u2028',
    });
    expect(instance).toMatchObject({ id: 'a [31m b', name: 'x y z', address: null });
  });

  test('text without end is cut', () => {
    expect(onlyInstance({ ...record, name: `x${'🚀'.repeat(100_000)}` }).name).toMatch(/^x🚀{126}…$/u);
  });

  test('of many oddities the first ten are reported, and how many more there are', () => {
    const { oddities } = sighting({ instances: [entry('a'), ...Array.from({ length: 22 }, () => ({}))] });
    expect(oddities).toHaveLength(11);
    expect(oddities.at(-1)).toBe('and 12 more');
  });

  test('a digit string without end is no number, and takes no time', () => {
    const { instances } = sighting({ instances: [{ ...record, pid: `${'1'.repeat(1_000_000)}x` }] });
    expect(instances[0]?.pid).toBeNull();
  });
});
