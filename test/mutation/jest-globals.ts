import { jestExpect } from '@jest/expect';

/** What `@jest/globals` gives to tests, for a process that Jest does not run: see the tsconfig.json beside this. */
export { describe, test } from 'jest-circus';
export const expect = jestExpect;
export const jest = { getSeed: (): number => 1 };
