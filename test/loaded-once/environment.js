import { createRequire } from 'node:module';
import { TestEnvironment } from 'jest-environment-node';

/** Node's own `require`, which loads a module once a process, where Jest loads it anew for each file of tests. */
const requireOnce = createRequire(import.meta.url);

export default class extends TestEnvironment {
  constructor(...given) {
    super(...given);
    this.global.requireOnce = requireOnce;
  }
}
