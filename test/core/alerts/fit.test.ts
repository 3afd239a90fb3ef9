import { describe, expect, test } from '@jest/globals';
import { lengthOf, linesThatFit } from '../../../core/alerts/renderings/fit.ts';

const lines = (count: number, length: number): string[] => Array.from({ length: count }, () => 'x'.repeat(length));

describe('lines that have to fit', () => {
  test('stay as they are where they do, to the last character', () => {
    const given = lines(10, 9);
    expect(linesThatFit(given, 99)).toEqual(given);
    expect(linesThatFit(given, 98)).not.toEqual(given);
  });

  test.each([1, 2, 9, 30])('of %d characters take no more room than there is, line breaks included', (length) => {
    for (let maxLength = 18; maxLength <= 200; maxLength += 1) {
      expect(lengthOf(linesThatFit(lines(1000, length), maxLength))).toBeLessThanOrEqual(maxLength);
    }
  });

  test('are as many as there is room for beside the last, which counts the others', () => {
    // 18 characters are kept for the last line; 20 lines of one character and their line breaks take the other 40.
    expect(linesThatFit(lines(1000, 1), 58)).toEqual([...lines(20, 1), '• and 980 more']);
    expect(linesThatFit(lines(1000, 1), 57)).toEqual([...lines(19, 1), '• and 981 more']);
  });

  test('count what was left out before, also where all of them fit', () => {
    expect(linesThatFit(lines(2, 5), 100, 7)).toEqual([...lines(2, 5), '• and 7 more']);
    expect(linesThatFit(lines(2, 50), 60, 7)).toEqual(['• 9 of them']);
  });
});
