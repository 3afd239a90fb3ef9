import fc from 'fast-check';

/**
 * What the properties of this run are generated from: another seed each time, which a property that fails says.
 * `TEST_SEED=N npx jest FILE` generates the same again.
 */
export const seed = Number(process.env['TEST_SEED'] ?? 1);

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
