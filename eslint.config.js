import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const outsideWorld = ['@aws-sdk/*', 'aws-cdk-lib', 'aws-cdk-lib/*', 'node-fetch', 'node:*'];

/** From the one that imports none of the others, to those that may import all before them. */
const layers = [['core'], ['adapters'], ['config'], ['check'], ['web'], ['lambda', 'lib', 'bin', 'cli']];

/** Arrows point one way: a folder imports only from folders before it. */
const oneWay = layers.slice(0, -1).map((folders, index) => {
  const later = layers.slice(index + 1).flat();
  return {
    files: folders.map((folder) => `${folder}/**/*.ts`),
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${later.join('|')})/`,
              message: `${folders.join(' and ')} come before ${later.join(', ')}: see CONTRIBUTING.md.`,
            },
            ...(index === 0 ? [{ group: outsideWorld, message: 'core/ does no I/O.' }] : []),
          ],
        },
      ],
    },
  };
});

export default defineConfig(
  globalIgnores(['node_modules', 'cdk.out', 'dist', 'coverage', '.cache']),
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
  ...oneWay,
  {
    // The pure core: no AWS, no HTTP, no file system, and no clock but the one it is given.
    files: ['core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'core/ does no I/O.' }, 'process', 'setTimeout'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time is a parameter.',
        },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is a parameter.' },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Randomness is a parameter.',
        },
      ],
    },
  },
);
