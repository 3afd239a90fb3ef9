import { jest } from '@jest/globals';
import type * as list from '../../adapters/services/list.ts';
import type * as file from './bell.ts';

/** The one line: modules that are imported after this one find the made-up service at the end of the list. */
jest.mock('../../adapters/services/list.ts', () => {
  const { services } = jest.requireActual<typeof list>('../../adapters/services/list.ts');
  const { bell } = jest.requireActual<typeof file>('./bell.ts');
  return { services: [...services, bell] };
});
