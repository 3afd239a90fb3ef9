import { jestExpect } from '@jest/expect';

/** What `@jest/globals` gives to tests, for a process without an environment of Jest's: see the tsconfig.json beside this. */
export { afterAll, afterEach, beforeAll, beforeEach, describe, test } from 'jest-circus';
export const expect = jestExpect;
/** As the runner has it: functions to spy on, and timers. Under Stryker there is none. */
export const jest: unknown = Reflect.get(globalThis, 'jest');
