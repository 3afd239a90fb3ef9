import { jest } from '@jest/globals';
import type * as list from '../../core/rules/list.ts';
import type * as file from './crowded.ts';

/** The one line: modules that are imported after this one find the made-up rule at the end of the list. */
jest.mock('../../core/rules/list.ts', () => {
  const { rules } = jest.requireActual<typeof list>('../../core/rules/list.ts');
  const { crowded } = jest.requireActual<typeof file>('./crowded.ts');
  return { rules: [...rules, crowded] };
});
