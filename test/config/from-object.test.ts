import { describe, expect, test } from '@jest/globals';
import type { AlerterConfiguration } from '../../config/form/configuration.ts';
import { alerterSettings } from '../../config/from-object.ts';
import { readConfiguration } from '../../config/load.ts';

const configuration: AlerterConfiguration = {
  workspaces: [{ name: 'production', url: 'https://chat.example.com', every: '5m' }],
  rules: { disappeared: { for: '2m' } },
  alerts: { email: ['ops@example.com', { address: 'boss@example.com', minimumSeverity: 'critical' }] },
};

describe('an object of the form of alerter.yaml', () => {
  test('is read as the file is', () => {
    expect(alerterSettings(configuration)).toEqual(readConfiguration(JSON.stringify(configuration), 'alerter.yaml'));
  });

  test('is refused with every mistake at once, as the file is', () => {
    const [workspace] = configuration.workspaces;
    const mistaken = { ...configuration, workspaces: [{ ...workspace, every: '90s' }], rulse: {} };
    expect(() => alerterSettings(mistaken as AlerterConfiguration)).toThrow(
      /^The configuration cannot be used \(2 mistakes\):\n {2}workspaces\[0\]\.every: .*\n {2}rulse: .*did you mean rules\?$/,
    );
  });
});
