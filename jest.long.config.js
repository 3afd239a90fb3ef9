import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import config from './jest.config.js';

// Read by test/length.ts.
process.env.TEST_LENGTH = 'long';

const folder = join(import.meta.dirname, 'test');
const isLeftOut = (file) => /\.(long|browser)\.test\.ts$/.test(file);
const hasLongForm = (file) => /from '(\.\.?\/)+length\.ts'/.test(readFileSync(join(folder, file), 'utf8'));
const isIsolated = (file) => file.endsWith('.isolated.test.ts');

const files = readdirSync(folder, { recursive: true })
  .filter((file) => file.endsWith('.test.ts') && (isLeftOut(file) || hasLongForm(file)))
  .map((file) => `<rootDir>/test/${file}`);

/**
 * What `npm test` leaves out, or plays in a short form only: `npm run test:long`.
 * @type {import('jest').Config}
 */
export default {
  ...config,
  projects: config.projects.map((project) => ({
    ...project,
    testMatch: files.filter((file) => isIsolated(file) === (project.displayName === 'isolated')),
    testPathIgnorePatterns: ['/node_modules/'],
  })),
};
