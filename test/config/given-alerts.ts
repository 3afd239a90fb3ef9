import { ConfigurationError } from '../../config/configuration-error.ts';
import { readConfiguration } from '../../config/load.ts';

/** A file with two workspaces and these alerts. */
export const withAlerts = (alerts: string): string => `
workspaces:
  - { name: production, url: https://chat.example.com }
  - { name: staging, url: https://staging.example.com }
alerts: ${alerts}
`;

export const routesOf = (alerts: string) => readConfiguration(withAlerts(alerts), 'alerter.yaml').alerts;

/** Every mistake that the file is refused for. */
export const mistakesOf = (alerts: string): readonly string[] => {
  try {
    routesOf(alerts);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes.map(({ path, text }) => `${path}: ${text}`);
    throw error;
  }
  throw new Error('The configuration was not refused');
};
