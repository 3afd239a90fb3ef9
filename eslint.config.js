import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const outsideWorld = ['@aws-sdk/*', 'aws-cdk-lib', 'aws-cdk-lib/*', 'node-fetch', 'node:*'];

export default defineConfig(
  globalIgnores(['node_modules', 'cdk.out', 'coverage', '.cache']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/array-type': ['error', { default: 'array-simple' }],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      // What is taken out of an object so that the rest goes without it.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
    },
  },
  {
    // The pure core: no AWS, no HTTP, no file system, and no clock but the one it is given.
    files: ['lambda/health/**/*.ts', 'lambda/timeline/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: outsideWorld, message: 'health/ and timeline/ do no I/O.' }] },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'health/ and timeline/ do no I/O.' },
        'process',
        'setTimeout',
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time is a parameter.',
        },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is a parameter.' },
      ],
    },
  },
);
