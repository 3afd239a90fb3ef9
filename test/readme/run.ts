/**
 * Every command of the README, typed as it is printed: in a fresh clone, beside a simulated workspace and a local AWS.
 * The test of the package does the same in an app that has only the package.
 */
import { perform } from '../package/perform.ts';
import { inClone } from './in-clone.ts';

await perform({ name: 'readme', maxMinutes: 45 }, inClone);
