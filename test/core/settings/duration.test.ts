import { fc } from '../../property.ts';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { duration, durationSeconds, durationText } from '../../../core/settings/duration.ts';

describe('a duration', () => {
  test.each([
    ['35s', 35],
    ['1m', 60],
    ['4h', 14_400],
    ['30d', 2_592_000],
    ['0s', 0],
  ])('%s is %d seconds', (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds);
    expect(durationText(seconds)).toBe(text);
  });

  test.each(['', '1', 'm', '1.5m', '-1m', '1 m', '1M', '1w', '1h30m', '1mm', '9999999999s'])(
    'is not written %j',
    (text) => {
      expect(durationSeconds(text)).toBeNull();
    },
  );

  test('is read back as it was written, whatever its length', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999 }), (seconds) => {
        expect(durationSeconds(durationText(seconds))).toBe(seconds);
      }),
    );
  });

  test('is refused outside its limits, which are named', () => {
    const schema = duration({ from: '20s', to: '1h' });
    expect(v.parse(schema, '20s')).toBe(20);
    expect(v.parse(schema, '1h')).toBe(3600);
    for (const text of ['19s', '61m']) {
      expect(() => v.parse(schema, text)).toThrow('a duration from 20s to 1h, written like 35s, 1m, 4h or 30d');
    }
  });

  test('of whole minutes may be written in seconds, but not be a fraction', () => {
    const schema = duration({ from: '1m', to: '1h', wholeMinutes: true });
    expect(v.parse(schema, '120s')).toBe(120);
    expect(() => v.parse(schema, '90s')).toThrow('whole minutes');
  });
});
