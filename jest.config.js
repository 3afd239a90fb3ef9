// The AWS SDK would warn in every test file that its support of Node 20 ends.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/loaded-once/environment.js',
  // What takes five seconds on a quiet machine is not wrong on a busy one.
  testTimeout: 60_000,
  // Jest would leave a core idle, which is half of a machine with two.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Everything is compiled to CommonJS for Jest, the few packages that ship ES modules only included:
  // Jest's own ES module mode would load every lazy part of aws-cdk-lib in each test file.
  transform: {
    '/node_modules/(aws-cdk-lib|constructs|cdk-nag)/.*\\.js$': '<rootDir>/test/loaded-once/transform.js',
    '\\.[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: { '^fauxqs$': '<rootDir>/node_modules/fauxqs/dist/app.js' },
  // What has no short form: `npm run test:long`.
  testPathIgnorePatterns: ['/node_modules/', '\\.long\\.test\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/dist/'],
  transformIgnorePatterns: [
    '/node_modules/(?!(aws-cdk-lib|constructs|cdk-nag|node-fetch|fetch-blob|formdata-polyfill|data-uri-to-buffer|fauxqs)/)',
  ],
};
