import { jest } from '@jest/globals';
import fc from 'fast-check';

/**
 * What the properties of this run are generated from: another seed each time. Jest prints it at the end, and a
 * property that fails says it, too. `npx jest --seed=N FILE` generates the same again.
 */
export const seed = jest.getSeed();

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });

/** Whether one of so many values is found; generates no more of them once it is. */
export const isFoundAmong = <Value>(
  maxValues: number,
  values: fc.Arbitrary<Value>,
  isFound: (value: Value) => boolean,
): boolean => {
  const property = fc.property(values, (value) => !isFound(value));
  return fc.check(property, { numRuns: maxValues, endOnFailure: true }).failed;
};

export { fc };
