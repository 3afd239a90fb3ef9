import { credentialsParameter } from '../../config/settings.ts';
import { yamlText } from '../../config/yaml-text.ts';
import type { Answers } from './answers.ts';

/**
 * A first `alerter.yaml`.
 *
 * @param schemaPath where its JSON Schema is, from where the file will be
 */
export const configurationText = (answers: Answers, schemaPath: string): string => {
  const { name, url, allowInsecure, email, expectedInstances, webhook } = answers;
  const told = email.length === 0 ? '# email: [ops@example.com]' : `email: ${yamlText(email)}`;
  const posted = `slack: { webhook: ${yamlText(webhook ?? credentialsParameter('slack'))} }`;
  return [
    `# yaml-language-server: $schema=${schemaPath}`,
    '#',
    '# What the alerter watches, and who is told. Every key that is not here has its default: docs/configuration.md lists',
    '# them all, and alerter.example.yaml shows them. `npm run -s alerter -- config check` says what would be deployed.',
    '',
    'workspaces:',
    `  - name: ${yamlText(name)} # in alerts and in the history`,
    `    url: ${yamlText(url)}`,
    ...(allowInsecure ? ['    allowInsecure: true # anyone on the way can read the access token'] : []),
    '    # The SSM parameter (a SecureString) that holds the user id and the token: `credentials set` stores them there.',
    `    credentials: ${yamlText(credentialsParameter(name))}`,
    '    every: 1m # how often it is checked, in whole minutes',
    expectedInstances === null
      ? '    # expectedInstances: 3 # with fewer than these, it is told'
      : `    expectedInstances: ${expectedInstances} # with fewer than these, it is told`,
    '',
    email.length === 0 && webhook === null ? 'alerts: # nobody is told yet' : 'alerts:',
    `  ${told} # each address must be confirmed by its reader`,
    "  # The SSM parameter (a SecureString) that holds the webhook's URL: `credentials set-webhook` stores it there.",
    webhook === null ? `  # ${posted}` : `  ${posted}`,
    '  remindEvery: 4h # how often an open incident is told again',
    '',
    '# What counts as a problem, how long it must last before anyone is told, and how bad it is; for example:',
    '# rules:',
    '#   disappeared: { for: 3m }',
    '#   lowMemory: { freePercent: 5 }',
    '',
    'history:',
    '  keep: 30d',
    '',
  ].join('\n');
};
