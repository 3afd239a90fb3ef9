import type * as v from 'valibot';
import { pathText } from './mistakes.ts';
import { readSettings } from './read-settings.ts';
import type { deploymentSchema } from './schema.ts';
import type { AlerterSettings } from './settings.ts';

/** What `alerter.yaml` holds, as an object: the same keys, and durations written like `35s` or `1m`. */
export type AlerterConfiguration = v.InferInput<typeof deploymentSchema>;

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
