import type { AlerterConfiguration } from './form/configuration.ts';
import { pathText } from './mistakes.ts';
import { readSettings } from './read-settings.ts';
import type { AlerterSettings } from './settings.ts';

/**
 * Settings from an object of the form of `alerter.yaml`, with every default filled in.
 *
 * @param directory where the names of files in it start. @default the current one
 * @throws ConfigurationError naming every mistake at once, an unknown key too.
 */
export const alerterSettings = (configuration: AlerterConfiguration, directory = '.'): AlerterSettings =>
  readSettings(
    configuration,
    { source: 'The configuration', directory, nameOf: pathText, lineOf: () => null },
    'deployment',
  );
