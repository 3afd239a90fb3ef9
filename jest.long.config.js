import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import config from './jest.config.js';

// Read by test/length.ts.
process.env.TEST_LENGTH = 'long';

const folder = join(import.meta.dirname, 'test');
const hasLongForm = (file) =>
  /from '(\.\.?\/)+length\.ts'/.test(readFileSync(join(folder, file), 'utf8')) || file.endsWith('.long.test.ts');
const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.test.ts') && hasLongForm(file));

/**
 * What `npm test` leaves out, or plays in a short form only: `npm run test:long`.
 * @type {import('jest').Config}
 */
export default {
  ...config,
  testMatch: files.map((file) => `<rootDir>/test/${file}`),
  testPathIgnorePatterns: ['/node_modules/'],
};
