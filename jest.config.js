// The AWS SDK would warn in every test file that its support of Node 20 ends.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
// Read by test/property.ts.
process.env.TEST_SEED ??= String(Math.floor(Math.random() * 2 ** 31));

const found = {
  modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/dist/'],
};

/** Run by Node as they are, and every module loaded once a process: half the work of Jest's own runner. */
const shared = {
  ...found,
  displayName: 'shared',
  runner: ['jest-light-runner', { runtime: 'child_process' }],
  setupFiles: ['<rootDir>/test/runner/setup.js'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // What has no short form, and what needs a browser: `npm run test:long`.
  testPathIgnorePatterns: ['/node_modules/', '\\.(long|browser|isolated)\\.test\\.ts$'],
};

/** With modules of their own, as they replace one, or load one anew: compiled to CommonJS for Jest's own runner. */
const isolated = {
  ...found,
  displayName: 'isolated',
  testMatch: ['<rootDir>/test/**/*.isolated.test.ts'],
  transform: {
    '\\.[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: { '^fauxqs$': '<rootDir>/node_modules/fauxqs/dist/app.js' },
  transformIgnorePatterns: ['/node_modules/(?!(node-fetch|fetch-blob|formdata-polyfill|data-uri-to-buffer|fauxqs)/)'],
};

/** @type {import('jest').Config} */
export default {
  // Jest would leave a core idle, which is half of a machine with two.
  maxWorkers: '100%',
  testTimeout: 60_000,
  projects: [shared, isolated],
};
