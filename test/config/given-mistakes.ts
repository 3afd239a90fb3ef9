import { ConfigurationError, type Mistake } from '../../config/configuration-error.ts';
import { readConfiguration, type ReadOptions } from '../../config/load.ts';

/** As little as a file may hold. */
export const minimal = `
workspaces:
  - name: production
    url: https://chat.example.com
`;

/** Why a file is refused. */
export const errorOf = (text: string, options?: ReadOptions): ConfigurationError => {
  try {
    readConfiguration(text, 'alerter.yaml', options);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('The configuration was not refused');
};

export const mistakesOf = (text: string, options?: ReadOptions): readonly Mistake[] => errorOf(text, options).mistakes;
