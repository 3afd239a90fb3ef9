/**
 * Wrong programs made of the core, which its own tests must call wrong: `npm run test:mutation`.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['core/**/*.ts'],
  plugins: ['./test/mutation/runner.ts'],
  testRunner: 'in-process',
  coverageAnalysis: 'perTest',
  // What is made as a module is loaded would take a process of its own for each mutant.
  ignoreStatic: true,
  timeoutMS: 10_000,
  thresholds: { high: 90, low: 85, break: 85 },
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: false },
  htmlReporter: { fileName: '.cache/mutation/report.html' },
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  incrementalFile: '.cache/mutation/incremental.json',
  tempDirName: '.cache/stryker',
  ignorePatterns: ['cdk.out', '.venv', 'bench', '*.md'],
};
