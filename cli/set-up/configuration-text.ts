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
  const addresses = email.length === 0 ? '# email: [ops@example.com]' : `email: ${yamlText(email)}`;
  const posted = `slack: { webhook: ${yamlText(webhook ?? credentialsParameter('slack'))} }`;
  return [
    `# yaml-language-server: $schema=${schemaPath}`,
    '#',
    '# What the alerter watches, and who is notified. Every key that is not here has its default: docs/configuration.md lists',
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
      ? '    # expectedInstances: 3 # with fewer, too-few-instances fires'
      : `    expectedInstances: ${expectedInstances} # with fewer, too-few-instances fires`,
    '',
    email.length === 0 && webhook === null ? 'alerts: # nobody is notified yet' : 'alerts:',
    `  ${addresses} # each address must be confirmed by its reader`,
    "  # The SSM parameter (a SecureString) that holds the webhook's URL: `credentials set-webhook` stores it there.",
    webhook === null ? `  # ${posted}` : `  ${posted}`,
    '  remindEvery: 4h # how often an open incident is sent again',
    '',
    '# What counts as a problem, how long it must last before an alert is sent, and how bad it is; for example:',
    '# rules:',
    '#   disappeared: { for: 3m }',
    '#   lowMemory: { freePercent: 5 }',
    '',
    'history:',
    '  keep: 30d',
    '',
  ].join('\n');
};
