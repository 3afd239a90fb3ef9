import { describe, expect, test } from '@jest/globals';
import { fromItem, toItem } from '../../../adapters/dynamodb/item.ts';
import { givenAlerting, givenInstances, noon } from './given.ts';

const keeping = { keepSeconds: 86_400, writer: 'test-run' };

describe('an item', () => {
  test('need not be read again where it holds what was written last', () => {
    const given = givenAlerting(noon, givenInstances(60, 'missing'));
    const { item, compressed } = toItem(given, keeping);
    if (compressed === null) throw new Error('sixty instances are compressed');
    const read = fromItem(item, compressed);
    expect(read).toEqual(given);
    expect(read.health.instances).toBe(given.health.instances);
  });

  test('is read where another has been written since', () => {
    const given = givenAlerting(noon, givenInstances(60, 'missing'));
    const { compressed } = toItem(givenAlerting(noon, givenInstances(61)), keeping);
    if (compressed === null) throw new Error('sixty instances are compressed');
    expect(fromItem(toItem(given, keeping).item, compressed)).toEqual(given);
  });

  test('shows what was marked since, also where it holds what was written last', () => {
    const given = givenAlerting(noon, givenInstances(60, 'missing'));
    const { item, compressed } = toItem(given, keeping);
    if (compressed === null) throw new Error('sixty instances are compressed');
    expect(fromItem({ ...item, deliveredAt: noon }, compressed).deliveredAt).toBe(noon);
  });
});
